"""What both frozen folders hold. Without the data, pages are read differently than from source, and no import tells."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import freezing

ROOT = Path(__file__).resolve().parents[2]


def test_packages_read_by_name_are_those_that_the_program_has() -> None:
    assert set(freezing.READ_BY_NAME) >= {"trafilatura", "justext", "tld", "dateparser", "dateparser_data"}
    assert [name for name in freezing.READ_BY_NAME if importlib.util.find_spec(name) is None] == []


@pytest.mark.parametrize(("destination", "out"), [
    ("PySide6/Qt/translations/qtbase_de.qm", False),
    ("PySide6/Qt/translations/qtquick_de.qm", True),
    ("Threadfolio.app/PySide6/Qt/translations/designer_de.qm", True),
    ("babel/locale-data/root.dat", False),
    ("babel/locale-data/zh_Hant.dat", True),
    ("lxml/etree.pyx", True),
    ("lxml/isoschematron/resources/rng/iso-schematron.rng", False),
    ("reader/resources/help/start.md", False),
])
def test_what_stays_out(destination: str, out: bool) -> None:
    assert freezing.needless(destination) is out


def test_no_network_module_of_qt_is_frozen() -> None:
    assert {"PySide6.QtNetwork", "PySide6.QtQml"} <= set(freezing.EXCLUDES)
