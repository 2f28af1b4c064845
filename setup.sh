#!/bin/sh
# The course's Python 3.11 kernel on an Azure ML compute instance, in one step. Safe to run again.
#
#   sh setup.sh                               in a clone: make the kernel for whoever runs it
#   setup.sh REPOSITORY [BRANCH [FOLDER]]     as creation script: clone into Users/FOLDER first (by default the
#                                             instance's own name), then make the kernel for the instance's user
#
# A creation script is one file on the workspace's file share. Azure runs it as root, once, and ends it after 15 minutes
# unless the instance allows more: allow 30. What it prints is kept in the share's Logs folder.
#
# Python comes from the first that works: PYTHON=… or python3.11; conda, which every compute instance has and whose
# hosts a closed network usually lets through; uv, which takes it from GitHub. From there on it is an ordinary virtual
# environment with the packages of requirements.txt, so that all three give the same. It stands in the home folder, on
# the instance's own disk: on the file share, where the notebooks are, thousands of small files are slow. Plain sh,
# because nobody promises which shell Azure calls.
set -eu

name=battery-course
title="Python 3.11 ($name)"
needed_gb=4
log=/dev/null # until there is a home folder to keep one in

say() { printf '%s\n' "$1" | tee -a "$log"; }

fail() { # fail KOREAN ENGLISH
    printf '\n[중단] %s\n[stopped] %s\n' "$1" "$2" | tee -a "$log" >&2
    [ "$log" = /dev/null ] || printf '\n자세한 기록 (full log): %s\n' "$log" >&2
    exit 1
}

run() { "$@" </dev/null >>"$log" 2>&1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# --- as creation script: the clone ------------------------------------------------------------------------------------

user=${CI_LOCAL_UBUNTU_USER:-azureuser} # who works on the instance; Azure names it

hand_over() { is_root && id "$user" >/dev/null 2>&1; }

as_user() { if hand_over; then sudo -E -H -u "$user" "$@"; else "$@"; fi; }

find_share() { # sets share, the folder of everybody's notebooks
    home=${HOME:-}
    if hand_over; then home=$(getent passwd "$user" | cut -d: -f6); fi
    for share in "$home/cloudfiles/code" "/mnt/batch/tasks/shared/LS_root/mounts/clusters/${CI_NAME:-}/code"; do
        if [ -d "$share" ]; then return; fi
    done
    fail "노트북 폴더(~/cloudfiles/code)가 없습니다. 저장소 주소를 주는 방법은 컴퓨팅 인스턴스에서만 씁니다. 내 컴퓨터에서는 git clone 뒤에 make lab을 실행하십시오." \
         "There is no ~/cloudfiles/code. With a repository address this script runs on a compute instance only; on a laptop use git clone, then make lab."
}

clone_into_share() { # clone_into_share REPOSITORY BRANCH FOLDER: sets clone
    case $3 in
    '' | .* | *[!A-Za-z0-9._@-]*)
        fail "참가자 폴더 이름 '$3'을(를) 쓸 수 없습니다. 영문자, 숫자와 . _ @ - 만 쓰십시오." \
             "'$3' is no name for a participant's folder: use letters, digits and . _ @ - only." ;;
    esac
    repository=${1%/}
    find_share
    clone=$share/Users/$3/$(basename "$repository" .git)
    if [ -f "$clone/setup.sh" ]; then
        say "과정이 이미 있습니다. 고친 것을 지키려고 그대로 둡니다: $clone"
    elif [ -e "$clone" ]; then
        fail "$clone 자리에 과정이 아닌 것이 있습니다. 이름을 바꾸거나 옮긴 뒤 다시 실행하십시오." \
             "$clone is there, but is not the course. Move it away and run this again."
    else
        say "과정을 내려받습니다: $repository → $clone"
        as_user mkdir -p "$(dirname "$clone")"
        # No prompt: a creation script that waits for a password waits until Azure ends it.
        as_user env GIT_TERMINAL_PROMPT=0 git clone --quiet ${2:+--branch "$2"} "$repository" "$clone" </dev/null ||
            fail "$repository 저장소${2:+의 $2 브랜치}를 내려받지 못했습니다. 주소와 브랜치, 네트워크, 공개 저장소인지 확인하십시오." \
                 "$repository${2:+ (branch $2)} could not be cloned. Check address, branch and network, and that it is public."
    fi
}

# --- the kernel -------------------------------------------------------------------------------------------------------

packages_failed() { # what to say depends on what pip, conda or uv wrote last
    tail -n 5 "$log" >&2
    if tail -n 40 "$log" | grep -q 'No space left on device'; then disk_full; fi
    fail "Python이나 패키지를 받지 못했습니다. 네트워크와 프록시 설정을 확인하고 같은 명령을 다시 실행하십시오. 받은 것은 남아 있으므로 이어서 진행합니다." \
         "Python or packages could not be fetched. Check network and proxy, then run the same command again: it goes on where it stopped."
}

disk_full() {
    fail "디스크가 모자랍니다. $base 쪽에 $needed_gb GB가 필요합니다. df -h로 확인하여 비운 뒤 다시 실행하십시오." \
         "Not enough disk: $needed_gb GB are needed where $base is. See df -h, make room, run this again."
}

is_311() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; }

fetch_python() { # sets python; fails quietly, the log says why
    for conda in /anaconda/bin/conda "${CONDA_EXE:-conda}"; do
        command -v "$conda" >/dev/null || continue
        # conda-forge: the default channel asks for its terms to be accepted first.
        python=$base/python/bin/python
        if run "$conda" create --yes --prefix "$base/python" --override-channels --channel conda-forge python=3.11 &&
            is_311 "$python"; then return; fi
    done
    for any in /anaconda/bin/python python3; do
        if run "$any" -m pip install --target "$base/uv" --upgrade "uv==$uv_version" &&
            run "$base/uv/bin/uv" python install --no-bin --install-dir "$base/uv-python" 3.11; then
            python=$(UV_PYTHON_INSTALL_DIR=$base/uv-python "$base/uv/bin/uv" python find --managed-python 3.11 2>>"$log")
            if is_311 "$python"; then return; fi
        fi
    done
    return 1
}

make_kernel() { # make_kernel CLONE
    clone=$1
    base=${HOME:?}/.$name
    venv=$base/venv
    { mkdir -p "$base" && : >>"$base/setup.log"; } 2>/dev/null ||
        fail "홈 폴더($HOME)에 쓸 수 없습니다." "No write access to the home folder, $HOME."
    log=$base/setup.log
    printf '\n=== %s  %s\n' "$(date '+%Y-%m-%d %H:%M:%S')" "$clone" >>"$log"
    uv_version=$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' "$clone/requirements.txt")

    if ! is_311 "$venv/bin/python" || ! run "$venv/bin/python" -m pip --version; then
        rm -rf "$venv"
        [ "$(df -Pk "$base" | awk 'END { print $4 }')" -ge $((needed_gb * 1024 * 1024)) ] || disk_full
        say "[1/3] Python 3.11 환경을 만듭니다: $venv"
        for python in "${PYTHON:-python3.11}" "$base/python/bin/python" ''; do
            if is_311 "$python"; then break; fi
        done
        if [ -z "$python" ]; then
            say "      Python 3.11이 없어 받아 옵니다. 1~2분 걸립니다."
            fetch_python || packages_failed
        fi
        run "$python" -m venv "$venv" || packages_failed
    else
        say "[1/3] Python 3.11 환경이 이미 있습니다: $venv"
    fi

    say "[2/3] 패키지를 맞춥니다 (requirements.txt). 처음에는 몇 분 걸립니다. 진행 상황: tail -f $log"
    if [ "$("$venv/bin/uv" --version 2>/dev/null | cut -d' ' -f2)" != "$uv_version" ]; then
        run "$venv/bin/python" -m pip install --disable-pip-version-check "uv==$uv_version" || packages_failed
    fi
    run "$venv/bin/uv" pip sync --python "$venv/bin/python" "$clone/requirements.txt" || packages_failed
    run "$venv/bin/uv" pip install --python "$venv/bin/python" --no-deps --editable "$clone" || packages_failed

    say "[3/3] 커널을 등록합니다: $title"
    run "$venv/bin/python" -m ipykernel install --user --name "$name" --display-name "$title" ||
        fail "커널을 등록하지 못했습니다." "The kernel could not be registered."
    (cd / && run "$venv/bin/python" -c 'import labkit') ||
        fail "커널에서 labkit을 불러오지 못했습니다." "labkit can not be imported in the kernel."

    # Files on the share belong to another user in git's eyes, which then refuses to work with the clone.
    if [ -e "$clone/.git" ] && ! run git -C "$clone" rev-parse; then
        run git config --global --add safe.directory "$clone" || say "      git 설정을 쓰지 못해 건너뜁니다."
    fi
    say "끝났습니다. 노트북을 열고 오른쪽 위에서 커널 '$title'을(를) 고르십시오. 목록에 없으면 브라우저를 새로 고칩니다."
}

# --- which of the two -------------------------------------------------------------------------------------------------

if [ $# -gt 0 ]; then
    clone_into_share "$1" "${2:-}" "${3:-${CI_NAME:-}}"
    as_user sh "$clone/setup.sh" # the clone's own, which knows its branch
    exit
fi
clone=$(cd "$(dirname "$0")" && pwd -P)
if [ ! -f "$clone/requirements.txt" ] || [ ! -d "$clone/labkit" ]; then
    fail "이 스크립트 곁에 과정이 없습니다($clone). 과정을 git clone으로 내려받아 그 폴더의 setup.sh를 실행하거나, 저장소 주소를 붙이십시오." \
         "The course is not beside this script ($clone). Run the setup.sh of a clone, or give the repository's address."
fi
if hand_over; then
    as_user sh "$clone/setup.sh"
else
    make_kernel "$clone"
fi
