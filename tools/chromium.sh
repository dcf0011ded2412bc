#!/bin/sh
# Prints the Chromium that the browser tests drive; installs one with apt-get when run as root.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${YUANTU_CHROMIUM:-}" ]; then
    command -v "$YUANTU_CHROMIUM" && exit 0
    echo "YUANTU_CHROMIUM=$YUANTU_CHROMIUM is no program; name another, or leave it out." >&2
    exit 1
fi

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        command -v "$name" && return 0
    done
    return 1
}

chinese_font() { # without one every label is an empty box, and a test that looks at labels is blind
    [ "$(uname)" != Linux ] || { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; }
}

missing=
find_chromium >/dev/null || missing="chromium"
chinese_font || missing="$missing fonts-noto-cjk"

if [ -n "$missing" ]; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        # shellcheck disable=SC2086 # one word per package
        sh tools/apt.sh $missing >&2
    elif [ "${missing#chromium}" != "$missing" ]; then
        echo "The browser tests need Chromium or Chrome and found none on PATH." >&2
        echo "Install it (sudo apt-get install chromium fonts-noto-cjk) or name it: YUANTU_CHROMIUM=/path/to/chromium" >&2
        exit 1
    else
        echo "No Chinese font found; pictures will show boxes (sudo apt-get install fonts-noto-cjk)." >&2
    fi
fi
find_chromium
