"""Other programs get their own libraries, our children keep ours."""

from __future__ import annotations

import os

import pytest

from reader.ui.outside import desktop_environment


@pytest.mark.parametrize(
    ("ours", "seen"),
    [
        ({"LD_LIBRARY_PATH": "/usr/lib/threadfolio/_internal"}, None),
        ({"LD_LIBRARY_PATH": "/opt/Threadfolio/program/_internal:/mine", "LD_LIBRARY_PATH_ORIG": "/mine"}, "/mine"),
        ({"LD_LIBRARY_PATH": "/mine"}, "/mine"),
        ({}, None),
    ],
)
def test_the_library_path_of_others_is_theirs(monkeypatch: pytest.MonkeyPatch, ours: dict[str, str], seen: str | None) -> None:
    environment = dict(ours)
    monkeypatch.setattr(os, "environ", environment)
    with desktop_environment():
        assert environment.get("LD_LIBRARY_PATH") == seen
    assert environment == ours
