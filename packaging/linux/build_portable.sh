#!/bin/bash
# Makes OUT_DIR/threadfolio-VERSION-linux-ARCH.tar.xz: one folder that runs where it lies, with an installer for the person.
#   build_portable.sh PORTABLE_BUNDLE_DIR OUT_DIR
# No symbolic link is inside, so that it unpacks on the file systems of memory sticks too.
set -euo pipefail
# shellcheck source=bundle.sh
. "$(dirname "$0")/bundle.sh"
bundle=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/Threadfolio
copy_program "$bundle" "$tree/program"
copy_share "$tree/share"
install -m755 "$here/portable/install.sh" "$here/portable/uninstall.sh" "$tree/"
install -m644 "$here/portable/README.txt" "$tree/"
install -m755 "$here/portable/start.sh" "$tree/threadfolio"
tar -C "$work" --owner=0 --group=0 --sort=name --mtime="@${SOURCE_DATE_EPOCH:-$(date +%s)}" -c Threadfolio \
  | xz -T2 "${LEVEL:--6}" > "$out/$name-$version-linux-$(uname -m).tar.xz"
