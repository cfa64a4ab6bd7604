#!/bin/bash
# Makes OUT_DIR/threadfolio_VERSION_ARCH.deb out of the PyInstaller folder.   build_deb.sh BUNDLE_DIR OUT_DIR
# Every system library that a bundled file asks for goes into Depends (dpkg-shlibdeps). DROP_DEPENDS=name leaves one out: the negative
# control of the test. COMPRESS: arguments of dpkg-deb.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
name=threadfolio
id=io.github.threadfolio.Threadfolio
bundle=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/reader/__init__.py")
arch=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/root
lib=$tree/usr/lib/$name
install -d "$tree/usr/lib" "$tree/usr/bin" "$tree/DEBIAN"
cp -a "$bundle" "$lib"
find "$lib" -type f ! -path "$lib/$name" -exec chmod 644 {} +
chmod 755 "$lib/$name"
find "$tree" -type d -exec chmod 755 {} +
# Never the launcher: its archive hangs on its end.
find "$lib" -type f -name '*.so*' -exec strip --strip-unneeded {} + 2>/dev/null || true
find "$tree" -xtype l -delete
ln -s "../lib/$name/$name" "$tree/usr/bin/$name"
install -Dm644 "$here/$id.desktop" "$tree/usr/share/applications/$id.desktop"
install -Dm644 "$here/$id.metainfo.xml" "$tree/usr/share/metainfo/$id.metainfo.xml"
install -Dm644 "$here/$id.mime.xml" "$tree/usr/share/mime/packages/$id.xml"
install -Dm644 "$root/resources/icons/threadfolio.svg" "$tree/usr/share/icons/hicolor/scalable/apps/$id.svg"
for size in 16 32 48 64 128 256 512; do
  png=$here/icons/$size.png
  [ ! -f "$png" ] || install -Dm644 "$png" "$tree/usr/share/icons/hicolor/${size}x$size/apps/$id.png"
done
install -Dm644 "$here/copyright" "$tree/usr/share/doc/$name/copyright"
install -d "$tree/usr/share/man/man1"
gzip -9nc "$here/$name.1" > "$tree/usr/share/man/man1/$name.1.gz"
date=$(date -R -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")
printf '%s (%s) unstable; urgency=medium\n\n  * See the project'"'"'s changelog.\n\n -- The Threadfolio authors <threadfolio@users.noreply.github.com>  %s\n' \
  "$name" "$version" "$date" | gzip -9n > "$tree/usr/share/doc/$name/changelog.gz"
mkdir -p "$work/source/debian"
printf 'Source: %s\nMaintainer: x <x@example.org>\n\nPackage: %s\nArchitecture: %s\nDescription: x\n' "$name" "$name" "$arch" \
  > "$work/source/debian/control"
mapfile -t elf < <(find "$lib" -type f \( -name '*.so*' -o -path "$lib/$name" \))
mapfile -t folders < <(printf '%s\n' "${elf[@]}" | xargs -d '\n' -n1 dirname | sort -u)
depends=$(cd "$work/source" && dpkg-shlibdeps -O --ignore-missing-info "${folders[@]/#/-l}" "${elf[@]}" 2> "$out/shlibdeps.log" \
  | sed 's/^shlibs:Depends=//')
if [ -n "${DROP_DEPENDS:-}" ]; then
  depends=$(printf '%s' "$depends" | tr ',' '\n' | sed 's/^ *//' | grep -v "^$DROP_DEPENDS\b" | paste -sd, | sed 's/,/, /g')
fi
cat > "$tree/DEBIAN/control" <<C
Package: $name
Version: $version
Section: utils
Priority: optional
Architecture: $arch
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Maintainer: The Threadfolio authors <threadfolio@users.noreply.github.com>
Depends: $depends, fonts-dejavu-core | fonts-noto-core | fonts-liberation
Recommends: fonts-noto-core, fonts-noto-cjk, xdg-utils, libgl1-mesa-dri
Homepage: https://github.com/threadfolio/threadfolio
Description: read saved blog posts and forum threads as conversations
 Threadfolio opens saved pages of blogs and forums, keeps them in one library
 on this computer, and shows each as a conversation: threaded, foldable, every
 reference a jump, every person a filter. It never connects to a network.
C
(cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' md5sum) > "$tree/DEBIAN/md5sums"
# shellcheck disable=SC2086 # several arguments
fakeroot dpkg-deb ${COMPRESS:--Zxz --threads-max=2} --root-owner-group --build "$tree" "$out/${name}_${version}_$arch.deb"
