#!/usr/bin/env bash
# The programs that the test suite uses beside Python: a mail server, LibreOffice, Chinese fonts,
# a browser.
# Installs what is missing on Debian when it may (root, or sudo without a password); otherwise
# names what is missing and goes on: the tests that need it are skipped. Packages given as
# arguments are wanted instead of these.
set -euo pipefail

wanted=("$@")
[ $# -gt 0 ] || wanted=(
    dovecot-imapd dovecot-lmtpd
    libreoffice-writer-nogui libreoffice-calc-nogui
    fonts-noto-cjk poppler-utils
    libarchive13
    chromium
)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "system packages: not a Debian system, nothing installed; wanted: ${wanted[*]}" >&2
    exit 0
fi

missing=()
for package in "${wanted[@]}"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=(env)
elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
else
    printf 'system package missing, and not root: %s\n' "${missing[@]}" >&2
    exit 0
fi

quietly=(DEBIAN_FRONTEND=noninteractive apt-get --quiet)
"${as_root[@]}" "${quietly[@]}" update &&
    "${as_root[@]}" "${quietly[@]}" install --yes --no-install-recommends "${missing[@]}" ||
    printf 'system package could not be installed: %s\n' "${missing[@]}" >&2
