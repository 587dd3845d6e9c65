#!/usr/bin/env bash
# What the checks need beside Rust: Chromium, node and Neovim from Debian, playwright-core and the JSONata reference from npm,
# moto and typos from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs npm)
command -v nvim >/dev/null || missing+=(neovim)
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  apt-get install -y -qq "${missing[@]}" >/dev/null
fi
if ! compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown)/libstd*.rlib" >/dev/null; then
  # For the toolchain that `.ci/wasm-rustc` unpacks.
  if ! apt-cache policy rustc-web | grep -q 'Candidate: [0-9]'; then apt-get update -qq; fi
  apt-get install -y -qq libedit2 libz3-4 libxml2 libzstd1 >/dev/null
fi
npm ci --silent --no-audit --no-fund --ignore-scripts
if [ ! -x target/moto/bin/moto_server ] || [ ! -x target/moto/bin/typos ]; then
  python3 -m venv target/moto
  target/moto/bin/pip install --quiet --disable-pip-version-check 'moto[server]==5.2.1' 'typos==1.52.0'
fi
