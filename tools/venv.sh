#!/bin/sh
# Makes .venv with the newest Python from 3.11 on that runs here, or says what to install.
set -eu
cd "$(dirname "$0")/.."

new_enough() { # a name on PATH proves nothing: version managers leave names that do not run
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

can_make_environments() { # Debian ships Python without these two
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

if new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    exit 0
fi

if [ -n "${PYTHON:-}" ] && ! new_enough "$PYTHON"; then
    echo "PYTHON=$PYTHON is no Python 3.11 or newer that runs; name another, or leave it out." >&2
    exit 1
fi

without_venv=
for python in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    new_enough "$python" || continue
    if can_make_environments "$python"; then
        echo "making .venv with $("$python" --version)" >&2
        rm -rf .venv
        exec "$python" -m venv .venv
    fi
    without_venv=${without_venv:-$python}
done

if [ -z "$without_venv" ]; then
    echo "Yuantu needs Python 3.11 or newer and found none on PATH (looked for python3.13 … python3)." >&2
    echo "Install one (on Debian 12: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3" >&2
    exit 1
fi

package=$("$without_venv" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "$("$without_venv" --version) is here, but without the part that makes virtual environments." >&2
    echo "Install it and try again: sudo apt-get install $package" >&2
    exit 1
fi
sh tools/apt.sh "$package" >&2
echo "making .venv with $("$without_venv" --version)" >&2
rm -rf .venv
exec "$without_venv" -m venv .venv
