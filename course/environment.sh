#!/bin/sh
# Make .venv from requirements.txt and node_modules from package-lock.json. Called by `make`; safe to run again.
# Needs git and one of: Python 3.11, uv. Plain sh, because nothing is installed yet when it runs.
set -u
cd "$(dirname "$0")/.." || exit 1

fail() { # fail KOREAN ENGLISH
    printf '\n[중단] %s\n[stopped] %s\n\n' "$1" "$2" >&2
    exit 1
}

is_311() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; }

touch .write-test 2>/dev/null && rm -f .write-test ||
    fail "이 폴더($PWD)에 쓸 수 없습니다. 쓰기 권한이 있는 곳에 다시 복제(git clone)하십시오." \
         "No write access to $PWD. Clone the repository somewhere you may write."

network="패키지 저장소에 연결하지 못했습니다. 네트워크와 프록시 설정을 확인하고 같은 명령을 다시 실행하십시오. 받은 것은 남아 있으므로 이어서 진행합니다."
network_en="The package registry could not be reached. Check network and proxy, then run the same command again: it goes on where it stopped."

if [ ! -x .venv/bin/python ] || ! is_311 .venv/bin/python; then
    rm -rf .venv
    python=
    for name in "${PYTHON:-python3.11}" python3 python; do
        if is_311 "$name"; then python=$name; break; fi
    done
    if [ -n "$python" ]; then
        "$python" -m venv .venv ||
            fail "$python 으로 가상 환경을 만들지 못했습니다. Debian/Ubuntu라면 python3.11-venv를 설치하십시오." \
                 "$python could not make a virtual environment. On Debian/Ubuntu install python3.11-venv."
    elif command -v uv >/dev/null 2>&1; then
        uv venv --quiet --seed --python 3.11 .venv || fail "$network" "$network_en"
    else
        fail "Python 3.11이 없습니다. python.org나 패키지 관리자에서 3.11을 설치하거나, uv(https://docs.astral.sh/uv/)를 설치하십시오. 다른 곳에 있다면 make PYTHON=/경로/python3.11 로 알려 주십시오." \
             "Python 3.11 was not found. Install it, or uv, or say where it is: make PYTHON=/path/to/python3.11"
    fi
fi

# From here on the environment's own uv does the work, at the version the lock names.
uv_version=$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' requirements.txt)
if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$uv_version" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$uv_version" || fail "$network" "$network_en"
fi
echo "Python 패키지를 맞춥니다 (requirements.txt). 처음에는 몇 분 걸립니다."
VIRTUAL_ENV=$PWD/.venv .venv/bin/uv pip sync --quiet requirements.txt || fail "$network" "$network_en"
VIRTUAL_ENV=$PWD/.venv .venv/bin/uv pip install --quiet --no-deps --editable . || fail "$network" "$network_en"

echo "사이트가 쓰는 JavaScript를 받습니다 (package-lock.json)."
PATH=$PWD/.venv/bin:$PATH .venv/bin/npm ci --no-audit --no-fund --loglevel=error || fail "$network" "$network_en"
