"""What was dragged onto the window, as files and folders of this computer; addresses of the network are no files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_paths(data: QMimeData) -> list[Path]:
    """Local files and folders of a drop that exist; empty for anything else."""
    if not data.hasUrls():
        return []
    return [path for url in data.urls() if url.isLocalFile() and (path := Path(url.toLocalFile())).exists()]
