"""A child that wants too much gets a MemoryError, not the computer."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
from reader.jobs.memory import limit_memory
print(limit_memory(1 << 30))
try:
    bytearray(2 << 30)
except MemoryError:
    print("refused")
print(len(bytearray(1 << 20)))
"""


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes the limit and does not enforce it")
def test_more_than_the_limit_is_refused_and_less_is_given() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "refused", str(1 << 20)]
