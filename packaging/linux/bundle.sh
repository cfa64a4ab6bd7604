# shellcheck shell=bash disable=SC2034 # the variables are for those who source this
# What every Linux form of the program has in common; sourced by build_deb.sh, build_portable.sh and appimage.sh.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
name=threadfolio
id=io.github.threadfolio.Threadfolio
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/reader/__init__.py")

# copy_program FROM TO: the PyInstaller folder with plain permissions, stripped, without the build machine's paths and loose links.
copy_program() {
  mkdir -p "$(dirname "$2")"
  cp -a "$1" "$2"
  # PyInstaller's short cuts to Qt's libraries: every file finds them in Qt's own folder too, and Qt finds its plug-ins from there.
  find "$2" -type l -delete
  find "$2" -type f ! -path "$2/$name" -exec chmod 644 {} +
  find "$2" -type d -exec chmod 755 {} +
  chmod 755 "$2/$name"
  # Never the launcher: its archive hangs on its end.
  find "$2" -type f -name '*.so*' -exec strip --strip-unneeded {} + 2>/dev/null || true
  # A Python built in its maker's folder looks for libraries there first, on whatever machine it runs.
  local file
  while IFS= read -r -d '' file; do
    if readelf -d "$file" 2>/dev/null | grep -q 'R\(UN\)\?PATH.*\[/'; then chrpath -d "$file" > /dev/null; fi
  done < <(find "$2" -type f -name '*.so*' -print0)
}

# copy_share TO: what makes it a citizen of a desktop, laid out as below /usr/share.
copy_share() {
  install -Dm644 "$here/$id.desktop" "$1/applications/$id.desktop"
  install -Dm644 "$here/$id.metainfo.xml" "$1/metainfo/$id.metainfo.xml"
  install -Dm644 "$here/$id.mime.xml" "$1/mime/packages/$id.xml"
  install -Dm644 "$root/resources/icons/threadfolio.svg" "$1/icons/hicolor/scalable/apps/$id.svg"
  local size
  for size in 16 32 48 64 128 256 512; do
    install -Dm644 "$here/icons/$size.png" "$1/icons/hicolor/${size}x$size/apps/$id.png"
  done
  install -Dm644 "$here/copyright" "$1/doc/$name/copyright"
  install -d "$1/man/man1"
  gzip -9nc "$here/$name.1" > "$1/man/man1/$name.1.gz"
}
