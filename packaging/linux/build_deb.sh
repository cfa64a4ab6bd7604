#!/bin/bash
# Makes OUT_DIR/threadfolio_VERSION_ARCH.deb out of the PyInstaller folder.   build_deb.sh BUNDLE_DIR OUT_DIR
# Every system library that a bundled file asks for goes into Depends (dpkg-shlibdeps). COMPRESS: arguments of dpkg-deb.
set -euo pipefail
# shellcheck source=bundle.sh
. "$(dirname "$0")/bundle.sh"
bundle=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
arch=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/root
lib=$tree/usr/lib/$name
install -d "$tree/usr/bin" "$tree/DEBIAN"
copy_program "$bundle" "$lib"
ln -s "../lib/$name/$name" "$tree/usr/bin/$name"
copy_share "$tree/usr/share"
install -Dm644 "$here/lintian-overrides" "$tree/usr/share/lintian/overrides/$name"
install -Dm755 "$here/deb_postrm" "$tree/DEBIAN/postrm"
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
cat > "$tree/DEBIAN/control" <<C
Package: $name
Version: $version
Section: utils
Priority: optional
Architecture: $arch
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Maintainer: The Threadfolio authors <threadfolio@users.noreply.github.com>
Depends: $depends, fonts-dejavu-core | fonts-noto-core | fonts-liberation
Recommends: fonts-noto-core, fonts-noto-cjk, shared-mime-info, xdg-utils, libgl1-mesa-dri
Homepage: https://github.com/threadfolio/threadfolio
Description: read saved blog posts and forum threads as conversations
 Threadfolio opens saved pages of blogs and forums, keeps them in one library
 on this computer, and shows each as a conversation: threaded, foldable, every
 reference a jump, every person a filter. It never connects to a network.
C
(cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' md5sum) > "$tree/DEBIAN/md5sums"
# shellcheck disable=SC2086 # several arguments
fakeroot dpkg-deb ${COMPRESS:--Zxz --threads-max=2} --root-owner-group --build "$tree" "$out/${name}_${version}_$arch.deb"
