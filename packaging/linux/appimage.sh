#!/bin/bash
# Makes OUT_DIR/Threadfolio-VERSION-ARCH.AppImage out of the portable PyInstaller folder.
#   RUNTIME=FILE appimage.sh PORTABLE_BUNDLE_DIR OUT_DIR     the release workflow fetches the runtime (type2-runtime 20251108)
#   appimage.sh PORTABLE_BUNDLE_DIR OUT_DIR                  without a runtime: OUT_DIR/AppDir alone, which can be tried as it is
# A runtime that is not the pinned one is refused: it is the part of the AppImage that is not built from here.
set -euo pipefail
# shellcheck source=bundle.sh
. "$(dirname "$0")/bundle.sh"
# shellcheck disable=SC2034 # asked for by its name
runtime_x86_64=2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d
bundle=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
arch=$(uname -m)
app=$out/AppDir
rm -rf "$app"
copy_program "$bundle" "$app/usr/lib/$name"
copy_share "$app/usr/share"
cp "$app/usr/share/applications/$id.desktop" "$app/"
cp "$here/icons/256.png" "$app/$id.png"
ln -s "$id.png" "$app/.DirIcon"
install -m755 "$here/AppRun" "$app/AppRun"
if [ -z "${RUNTIME:-}" ]; then
  echo "no RUNTIME: $app"
  exit 0
fi
pin=runtime_$arch
echo "${!pin:?no runtime is pinned for $arch}  $RUNTIME" | sha256sum --check --quiet
image=$out/Threadfolio-$version-$arch.AppImage
trap 'rm -f "$image.squashfs" "$image.part"' EXIT
mksquashfs "$app" "$image.squashfs" -comp zstd -all-root -noappend -quiet -no-progress -mkfs-time "${SOURCE_DATE_EPOCH:-0}" \
  -all-time "${SOURCE_DATE_EPOCH:-0}"
cat "$RUNTIME" "$image.squashfs" > "$image.part"
chmod 755 "$image.part"
mv "$image.part" "$image"
echo "$image"
