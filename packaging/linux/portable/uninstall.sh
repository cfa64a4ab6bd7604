#!/bin/sh
# Removes what install.sh put in place, and nothing else: the library stays.
set -eu
id=io.github.threadfolio.Threadfolio
lib=$HOME/.local/lib/threadfolio
bin=$HOME/.local/bin
data=${XDG_DATA_HOME:-$HOME/.local/share}

if [ -L "$bin/threadfolio" ] && [ "$(readlink "$bin/threadfolio")" = "$lib/threadfolio" ]; then rm "$bin/threadfolio"; fi
rm -f "$data/applications/$id.desktop" "$data/metainfo/$id.metainfo.xml" "$data/mime/packages/$id.xml" "$data/man/man1/threadfolio.1.gz"
rm -f "$data/icons/hicolor/scalable/apps/$id.svg"
for size in 16 32 48 64 128 256 512; do rm -f "$data/icons/hicolor/${size}x$size/apps/$id.png"; done
refresh() { if command -v "$1" > /dev/null 2>&1; then "$@" > /dev/null 2>&1 || true; fi; }
refresh update-desktop-database "$data/applications"
refresh update-mime-database "$data/mime"
refresh gtk-update-icon-cache -q -t -f "$data/icons/hicolor"
kept="$data/threadfolio"
for place in "" /program; do
  if [ -d "$lib$place/Threadfolio library" ]; then
    aside="$HOME/Threadfolio library"
    while [ -e "$aside" ]; do aside="$aside (kept)"; done
    mv "$lib$place/Threadfolio library" "$aside"
    kept="$kept and $aside"
  fi
done
rm -rf "$lib"
# Folders that are empty now were made for this program.
for folder in "$data/man/man1" "$data/man" "$data/metainfo" "$HOME/.local/lib" "$bin"; do rmdir "$folder" 2> /dev/null || true; done
echo "Threadfolio is removed. Your library stays: $kept"
