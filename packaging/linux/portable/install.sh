#!/bin/sh
# Installs Threadfolio for the person who runs this: no administrator, no network. Running it again upgrades.
set -eu
here=$(dirname "$(readlink -f "$0")")
id=io.github.threadfolio.Threadfolio
lib=$HOME/.local/lib/threadfolio
bin=$HOME/.local/bin
data=${XDG_DATA_HOME:-$HOME/.local/share}

if [ "$(id -u)" = 0 ] && [ "${1:-}" != --root ]; then
  echo "Please run this as yourself, not as root: it installs for one person. (--root: for root's own use all the same.)" >&2
  exit 2
fi
if [ "$here" = "$(readlink -f "$lib")" ]; then
  echo "This is the installed copy already; unpack the new version somewhere else and run its install.sh." >&2
  exit 2
fi

# The new program first stands whole beside the old one, so that a full disk leaves the old one as it is.
mkdir -p "$HOME/.local/lib" "$bin" "$data"
rm -rf "$lib.new"
trap 'rm -rf "$lib.new"' EXIT
mkdir "$lib.new"
cp -R "$here/program" "$here/share" "$here/threadfolio" "$here/uninstall.sh" "$here/README.txt" "$lib.new/"
chmod 755 "$lib.new/threadfolio" "$lib.new/program/threadfolio" "$lib.new/uninstall.sh"
rm -rf "$lib.old"
if [ -e "$lib" ]; then mv "$lib" "$lib.old"; fi
mv "$lib.new" "$lib"
# A library that a portable copy had in the installed folder is never thrown away with the old program.
for place in "" /program; do
  if [ -d "$lib.old$place/Threadfolio library" ]; then mv "$lib.old$place/Threadfolio library" "$lib$place/"; fi
done
rm -rf "$lib.old"

if [ ! -e "$bin/threadfolio" ] || [ -L "$bin/threadfolio" ]; then ln -sfn "$lib/threadfolio" "$bin/threadfolio"; fi
cp -R "$lib/share/icons" "$lib/share/mime" "$lib/share/metainfo" "$lib/share/man" "$data/"
mkdir -p "$data/applications"
# The menu starts the program by its full path: ~/.local/bin is on the path only after the next login, or never.
# Quoted as the Desktop Entry Specification wants it, for a home folder with a space in its name.
sed -e "s|^Exec=threadfolio|Exec=\"$lib/threadfolio\"|" -e "s|^TryExec=.*|TryExec=$lib/threadfolio|" \
  "$lib/share/applications/$id.desktop" > "$data/applications/$id.desktop"
refresh() { if command -v "$1" > /dev/null 2>&1; then "$@" > /dev/null 2>&1 || true; fi; }
refresh update-desktop-database "$data/applications"
refresh update-mime-database "$data/mime"
refresh gtk-update-icon-cache -q -t -f "$data/icons/hicolor"

echo "Threadfolio is installed for you: look for it in the menu, or run $lib/threadfolio"
library=$data/threadfolio
if [ -f "$here/Threadfolio library/library.sqlite" ] && [ ! -e "$library/library.sqlite" ]; then
  mkdir -p "$library"
  cp -R "$here/Threadfolio library/." "$library/"
  echo "The library of the portable copy was copied to $library; the one in $here stays as it is."
elif [ -f "$here/Threadfolio library/library.sqlite" ]; then
  echo "The installed program uses the library in $library; the portable copy keeps its own in $here."
fi
