#!/bin/sh
# Attune's tokenizer beside gpt-tokenizer, on the same text: bench/tokens/run.sh TEXT_FILE [ENCODING]
# Best on a few megabytes of the text you mean to count. Needs node and npm.
set -eu
[ $# -ge 1 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 1; }
text=$(realpath "$1")
encoding=${2:-o200k_base}
cd "$(dirname "$0")"

npm install --silent --no-package-lock --no-audit --no-fund
dotnet build -c Release --nologo -v quiet >&2
{
  dotnet run -c Release --no-build -- "$encoding" "$text"
  node gpt-tokenizer.mjs "$encoding" "$text"
} | node ratio.mjs
