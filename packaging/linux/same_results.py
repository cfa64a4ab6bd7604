"""What the frozen program reads out of saved pages, beside what the same program reads from source: data that was not frozen makes single
pages come out differently, and no import tells."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chroot import ROOT

PAGES = (ROOT / "tests" / "sites", ROOT / "resources" / "samples")
CORPUS = ROOT.parent / "shared" / "corpus"
"""Where further saved pages are on some machines."""
OF_CORPUS = 40
"""How many of them are read, the smallest: each is read twice."""
MOMENTS = {"imported", "exported"}
SUFFIXES = {".html", ".htm", ".txt", ".mhtml"}


def gather(to: Path) -> int:
    """Copy all pages into one folder; how many there are."""
    files = [page for folder in PAGES for page in _pages(folder)]
    files += sorted(_pages(CORPUS), key=lambda page: page.stat().st_size)[:OF_CORPUS]
    to.mkdir()
    for number, file in enumerate(files):
        shutil.copyfile(file, to / f"{number:03d}-{file.name}")
    return len(files)


def _pages(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES and path.is_file()]


def read_from_source(command: Sequence[str], source: Path, pages: Path, library: Path) -> str:
    """The export of an import of ``pages`` by the program in ``source``."""
    for words in (["--quiet", "import", pages.name], ["export", "--all", "--format", "json"]):
        done = subprocess.run([*command, "--library", str(library), *words], cwd=pages.parent, capture_output=True, text=True,
                              env={"PYTHONPATH": str(source), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"})
        assert done.returncode in (0, 3), done.stderr[-1000:]
    return done.stdout


def compare(frozen: str, source: str) -> str:
    """Counts; raises AssertionError with the first place where the two exports say different things. When they were made and which numbers
    the library gave to its rows says nothing about reading."""
    ours, theirs = (_comparable(json.loads(text)) for text in (frozen, source))
    place = _first_difference(ours, theirs, "")
    assert place is None, place
    return f"{len(ours)} discussions, {sum(len(post['comments']) for post in ours)} comments"


def _comparable(export: dict[str, Any]) -> list[dict[str, Any]]:
    """The discussions by title, and in place of the library's numbers their places."""
    posts = sorted(export["posts"], key=lambda post: (post["title"], post["body_text"], post["url"] or ""))
    of_posts = {post["id"]: place for place, post in enumerate(posts)}
    of_comments = {comment["id"]: [place, number] for place, post in enumerate(posts) for number, comment in enumerate(post["comments"])}
    by_key = {"parent": of_comments, "target": of_comments, "target_post": of_posts, "post_id": of_posts}

    def renumbered(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            ids = of_posts if "comments" in value else of_comments
            kept = {name: item for name, item in value.items() if name not in MOMENTS}
            return {name: ids.get(item, item) if name == "id" else renumbered(item, name) for name, item in kept.items()}
        if isinstance(value, list):
            return [renumbered(item) for item in value]
        return by_key[key].get(value, value) if key in by_key and isinstance(value, int) else value

    return [renumbered(post) for post in posts]


def _first_difference(ours: Any, theirs: Any, place: str) -> str | None:
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        pairs = [(f"{place}.{key}", ours[key], theirs[key]) for key in ours]
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = [(f"{place}[{number}]", *pair) for number, pair in enumerate(zip(ours, theirs, strict=True))]
    else:
        return None if ours == theirs else f"{place}: frozen {str(ours)[:200]!r}, from source {str(theirs)[:200]!r}"
    return next((found for at, one, other in pairs if (found := _first_difference(one, other, at))), None)
