#!/bin/sh
# Installs Debian packages quietly, as root, and shows the whole output only if that fails.
set -eu

echo "installing $* with apt-get" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    echo "apt-get could not install $*: the lines above say why." >&2
    exit 1
fi
