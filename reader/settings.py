"""What a person can set. One frozen dataclass, one JSON file; unknown or broken entries fall back to the default, one by one.

May import: paths. To add a setting: one field of `Settings` with ``about`` (and ``choices``); preferences builds itself from it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def setting(default: Any, about: str = "", choices: tuple[str, ...] = (), lowest: float | None = None, highest: float | None = None) -> Any:
    """A field: ``about`` is the label in the preferences; without one the field is state of the window, not shown there."""
    kept = {"about": about, "choices": choices, "lowest": lowest, "highest": highest}
    return field(default=default, metadata=kept)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each with its default."""

    theme: str = setting("system", "Colours", choices=("system", "light", "dark", "sepia", "high contrast"))
    text_size: float = setting(1.0, "Size of the text you read", lowest=0.7, highest=3.0)
    interface_size: float = setting(1.0, "Size of lists and buttons", lowest=0.8, highest=2.0)
    reduced_motion: bool = setting(False, "No moving or fading")
    threaded: bool = setting(True, "Open discussions as threads (otherwise in page order)")
    mark_read: bool = setting(True, "Mark comments as read while you read")
    toolbar_text: bool = setting(True, "Words beside the icons of the toolbar")
    preview_on_hover: bool = setting(True, "Show the comment meant when the pointer rests on a reference")
    confirm_links: bool = setting(True, "Show the address before a link opens in the browser")
    backups: bool = setting(True, "Keep daily copies of the library")
    window_geometry: str = setting("")
    window_state: str = setting("")
    splitter: str = setting("")
    library_pane: bool = setting(True)
    people_pane: bool = setting(True)
    library_columns: str = setting("")
    last_folder: str = setting("")
    last_post: int = setting(0)
    shortcuts: dict[str, str] = field(default_factory=dict, metadata={"about": ""})
    """Command id -> key, where the person changed it."""


def load(path: Path) -> Settings:
    """The settings in ``path``; a missing or unreadable file gives the defaults. A broken file is kept beside as ``.broken``."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".broken"))
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    return Settings(**{item.name: stored[item.name] for item in dataclasses.fields(Settings) if _fits(item, stored.get(item.name))})


def save(settings: Settings, path: Path) -> None:
    """Write ``settings`` to ``path`` whole or not at all. Raises OSError where the disk does not take it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(dataclasses.asdict(settings), indent=1, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def _fits(item: dataclasses.Field[Any], value: object) -> bool:
    default = item.default if item.default is not dataclasses.MISSING else {}
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, int | float):
        if not isinstance(value, int | float) or (isinstance(default, int) and not isinstance(value, int)):
            return False
        lowest, highest = item.metadata["lowest"], item.metadata["highest"]
        return (lowest is None or value >= lowest) and (highest is None or value <= highest)
    if isinstance(default, dict):
        return isinstance(value, dict) and all(isinstance(key, str) and isinstance(text, str) for key, text in value.items())
    choices = item.metadata["choices"]
    return isinstance(value, str) and (not choices or value in choices)
