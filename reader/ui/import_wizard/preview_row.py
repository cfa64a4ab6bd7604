"""One line of the wizard's table, and the section that it stands in."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import PurePath

from reader.model.report import ImportPreview, NoticeKind, Overrides, PreviewThread, Standing
from reader.wording import apart_sentence, belongs_sentence, counts_sentence, error_sentence, remark_lines

UNCHANGED = Overrides()
QUIET = {NoticeKind.IMAGES_NOT_SAVED, NoticeKind.CHARSET_GUESSED, NoticeKind.READER_CHOSEN, NoticeKind.TAUGHT_RULE}
"""Notices that are told, but do not make a row look doubtful."""


class Section(enum.IntEnum):
    """What a person wants to see apart."""

    THREADS = 0
    """Discussions, new ones and those that update others."""
    BARE = 1
    """Pages without comments."""
    COPIES = 2
    """Files whose bytes are in the library, or in this import, already."""
    LEFT_OUT = 3
    """What cannot be read or is no page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a thread of a file, or a file without one (a copy, refused, not opened, empty)."""

    preview: ImportPreview
    thread: PreviewThread | None
    change: Overrides = UNCHANGED

    @property
    def key(self) -> tuple[int, int] | None:
        """What `Staging.save` knows the thread by."""
        return None if self.thread is None else (self.preview.number, self.thread.index)

    @property
    def section(self) -> Section:
        """Where the row stands."""
        if self.preview.same_as is not None or self.preview.already_in_library:
            return Section.COPIES
        if self.thread is None:
            return Section.LEFT_OUT
        return Section.THREADS if self.thread.comments_found else Section.BARE

    @property
    def open(self) -> bool:
        """Whether it is something that Save would write."""
        return self.thread is not None and not self.preview.already_in_library

    @property
    def file(self) -> str:
        """The file's name without its folders."""
        return PurePath(self.preview.path).name

    def value(self, field: str) -> str:
        """A correctable field as it stands."""
        changed = getattr(self.change, field)
        read = getattr(self.thread, field, None) if self.thread is not None else None
        return changed if changed is not None else (read or "")

    @property
    def remarks(self) -> list[str]:
        """What there is to say, in sentences."""
        preview = self.preview
        if preview.error is not None:
            return [error_sentence(preview.error)]
        if preview.apart is not None:
            return [apart_sentence(preview.apart.what)]
        if preview.same_as is not None:
            return [f"The same file as “{PurePath(preview.same_as).name}”; it is read once."]
        lines = ["Already in the library; it stays as it is."] if preview.already_in_library else []
        if self.thread is None:
            return lines
        if self.thread.belongs is not None:
            lines.append(belongs_sentence(self.thread.belongs))
        thread = self.thread
        counts = [counts_sentence(thread.comments_found, thread.comments_stated)] if self.doubtful and thread.comments_stated else []
        return lines + counts + remark_lines(thread.comments_found, thread.comments_stated, thread.notices, thread.platform)

    @property
    def doubtful(self) -> bool:
        """Whether the row should be looked at."""
        return self.preview.error is not None or any(notice.kind not in QUIET for notice in (self.thread.notices if self.thread else ()))

    @property
    def updates(self) -> bool:
        """Whether it brings something new to another thread."""
        belongs = self.thread.belongs if self.thread is not None else None
        return belongs is not None and belongs.standing in (Standing.NEWER, Standing.PAGE)
