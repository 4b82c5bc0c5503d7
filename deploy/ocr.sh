#!/usr/bin/env bash
# Adds the extra `ocr` (recognising text in pictures) to .venv: exactly the packages of
# constraints-ocr.txt, about 280 MB. Does nothing where they are there already.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/ocr-stamp
if [ -e "$stamp" ] && [ ! constraints-ocr.txt -nt "$stamp" ]; then
    exit 0
fi
.venv/bin/python -m pip install --quiet --require-hashes -r constraints-ocr.txt
touch "$stamp"
