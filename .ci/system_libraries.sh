#!/usr/bin/env bash
# See that the libraries are there that Qt takes from the system. On Debian and Ubuntu the missing ones are installed
# when root runs this, and else named in one sentence; on other systems nothing is said. It never fails: what is
# missing here may be found by the loader elsewhere.
set -uo pipefail

always="libGL.so.1:libgl1 libEGL.so.1:libegl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3
        libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0"
with_a_screen="libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0
        libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1
        libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
        libxcb-xkb.so.1:libxcb-xkb1"

command -v apt-get >/dev/null 2>&1 || exit 0
PATH=$PATH:/sbin:/usr/sbin
known=$(ldconfig -p 2>/dev/null) || exit 0

wanted=$always
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && wanted="$wanted $with_a_screen"
missing=""
for pair in $wanted; do
    grep -qF "${pair%%:*} " <<<"$known" || missing="$missing ${pair##*:}"
done
if [ -z "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/nonexistent}/.fonts" \
    \( -name '*.ttf' -o -name '*.otf' \) -print -quit 2>/dev/null)" ]; then
    missing="$missing fonts-dejavu-core"
fi
[ -z "$missing" ] && exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    echo "Installing the system libraries that the window needs:$missing."
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    apt-get update -qq </dev/null >/dev/null && $install -qq </dev/null >/dev/null && exit 0
fi
echo "The window needs libraries of the system that are missing: sudo $install" >&2
exit 0
