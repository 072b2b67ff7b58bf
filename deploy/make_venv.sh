#!/usr/bin/env bash
# Make a virtual environment: deploy/make_venv.sh PYTHON FOLDER.
# Debian ships Python without the part that does it; as root it is added here, else the command is named.
set -euo pipefail

python=$1
folder=$2

if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "python$version-venv" </dev/null
    else
        echo "This Python cannot make virtual environments. On Debian: sudo apt-get install python$version-venv" >&2
        exit 1
    fi
fi

"$python" -m venv "$folder"
