#!/usr/bin/env bash
# Makes .venv with exactly the packages of constraints.txt and this checkout in it.
set -euo pipefail
cd "$(dirname "$0")/.."

python=
for candidate in python3.11 python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "deyu 需要 Python 3.11 或更新的版本，本机没有找到。 / deyu needs Python 3.11 or later; none was found." >&2
    exit 2
fi
# Debian keeps ensurepip in a package of its own; without it no venv can be made.
if [ ! -x .venv/bin/python ] && ! "$python" -c 'import ensurepip' 2>/dev/null; then
    deploy/system-packages.sh python3-venv
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --require-hashes -r constraints.txt
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
touch .venv/set-up-stamp
