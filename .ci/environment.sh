#!/usr/bin/env bash
# Make a virtual environment, if it is not there, and install the project into it, so that it runs from the sources.
# Usage: environment.sh FOLDER WHAT, where WHAT is "." or ".[dev]". PYTHON names the interpreter to begin with.
set -euo pipefail

venv=$1
what=$2
oldest="3.11"

is_new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c "import sys; sys.exit(sys.version_info < (${oldest/./, }))" >/dev/null 2>&1
}

find_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "Annotator needs Python $oldest or newer, and none was found: install it, or say PYTHON=/path/to/python." >&2
    exit 1
}

require_venv_module() {
    # Debian leaves out the part of the module that brings pip along.
    "$1" -c "import venv, ensurepip" >/dev/null 2>&1 && return
    local version package
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    package="python$version-venv"
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing $package." >&2
        apt-get update -qq </dev/null >&2 || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" </dev/null >&2 && return
    fi
    echo "Python's venv module is missing: sudo apt-get install $package (or your system's package of that name)." >&2
    exit 1
}

if [ ! -x "$venv/bin/python" ]; then
    python=$(find_python)
    require_venv_module "$python"
    "$python" -m venv "$venv"
elif ! is_new_enough "$venv/bin/python"; then
    echo "$venv has a Python older than $oldest: remove or deactivate it, and try again." >&2
    exit 1
fi

echo "Installing Annotator into $venv."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -e "$what" </dev/null
