#!/bin/sh
# Installs what the project needs, once: called by every make target.
# Needs nothing but Node.js and npm; prints one sentence when they are missing or too old.
set -eu
cd "$(dirname "$0")/.."

required=20.19
if ! command -v node >/dev/null 2>&1; then
  echo "Node.js $required or newer is needed and no 'node' is on the PATH: install it from https://nodejs.org, then run make again." >&2
  exit 1
fi
version=$(node --version)
if ! node -e '
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [needed, neededMinor] = process.argv[1].split(".").map(Number);
  process.exit(major > needed || (major === needed && minor >= neededMinor) ? 0 : 1);
' "$required"; then
  echo "Node.js $required or newer is needed, found $version: upgrade it from https://nodejs.org, then run make again." >&2
  exit 1
fi

stamp=node_modules/.installed-lock
if ! cmp -s package-lock.json "$stamp" 2>/dev/null; then
  echo "Installing the packages of package-lock.json (once, about half a minute) ..." >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json "$stamp"
fi
