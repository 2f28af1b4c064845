#!/bin/sh
# See that there is a Chromium for the browser tests, and a Korean font for the pictures they take: Debian's packages.
# Without apt or the right to use it the tests are skipped, loudly; in CI that is an error.
set -u

has_browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    [ -n "${CHROMIUM:-}" ]
}

has_browser && exit 0

as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null 2>&1 && $as_root true 2>/dev/null; then
    echo "브라우저 시험에 쓸 Chromium을 설치합니다 (apt)."
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium fonts-noto-cjk >/dev/null
fi

if ! has_browser; then
    echo "[주의] Chromium이 없어 브라우저 시험을 건너뜁니다. 직접 설치하거나 CHROMIUM=/경로/chromium 으로 알려 주십시오." >&2
    echo "[notice] No Chromium: browser tests are skipped. Install one, or set CHROMIUM=/path/to/chromium." >&2
    [ -z "${CI:-}" ]
fi
