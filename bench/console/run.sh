#!/bin/bash
# What the console takes for a run of 106,600 trials, and one of 93,528 on preference pairs: server time by page, and memory.
# ./run.sh [FOLDER] keeps dataset and run in FOLDER and makes them where they are missing.
set -euo pipefail
attune() { dotnet "$cli" "$@"; }
here=$(cd "$(dirname "$0")/../.." && pwd)
cli=$here/src/Attune.Cli/bin/Release/net10.0/Attune.Cli.dll
[ -f "$cli" ] || dotnet build "$here/src/Attune.Cli" -c Release -v q
cd "${1:-$(mktemp -d)}"
[ -d data/big ] || attune generate realpref --users 25 --out data/big
[ -d runs/big ] || attune run --dataset big --context normal long --method zero-shot rag reminder workflow oracle --model embedded:lexical 'embedded:lexical?window=8000' --out runs/big > /dev/null
[ -d data/pairs ] || { attune generate realpref --users 45 --out data/source; attune generate interpref --from data/source --pairs 5000 --verify none --out data/pairs; }
[ -d runs/pairs ] || attune run --dataset pairs --task pair --context simple normal --method zero-shot reminder task-description oracle --model embedded:lexical 'embedded:lexical?window=2000' embedded:generic --out runs/pairs > /dev/null
rm -rf console
dotnet "$cli" serve --urls http://127.0.0.1:5192 2> requests.log > /dev/null & console=$!
trap 'kill $console' EXIT
url=http://127.0.0.1:5192/runs
get() { curl -sS -o page.html "$url$1"; }
until curl -s -o /dev/null "$url"; do sleep 0.2; done

began=$(date +%s.%N)
get /big/trials
while grep -q 'is being read' page.html; do get /big/trials; done
echo "index: $(echo "$(date +%s.%N) - $began" | bc) s, $(du -sh console/index | cut -f1)"
for i in 1 2 3 4 5; do
  get "/big/trials?page=$((i * 300))"
  get "/big/trials?method=rag&sort=score&desc=1&page=$i"
  get "/big/trials?text=quarrel+tree&page=$i"
  get "/big/trials?sort=latency&desc=1&page=$i"
  for trial in $(grep -o 'trials/[0-9a-f]\{24\}' page.html | sort -u | head -13); do get "/big/$trial?sort=latency&desc=1"; done
done
get /pairs/pairs
while grep -q 'are being read' page.html; do get /pairs/pairs; done
for i in 1 2 3 4 5; do
  get "/pairs/pairs?page=$((i * 5))"
  get "/pairs/pairs?method=oracle&sort=failed&desc=1&page=$i"
  get "/pairs/pairs?outcome=passed&model=embedded%3Ageneric&page=$i"
  get "/pairs/pairs?sort=passed&desc=1&page=$i"
  for pair in $(grep -o '/pairs/pairs/[^?"]*' page.html | sort -u | head -13); do get "$pair?sort=passed&desc=1"; done
done
get /big
while grep -q 'are being made' page.html; do get /big; done
curl -sS -o page.html "${url%/runs}/compare?a=big&b=big"
grep VmHWM /proc/$console/status
grep -o 'GET /[^ ]* 200 [0-9]* ms' requests.log | awk '{ print $2, $4 }' | sort -k1,1 -k2,2n |
  awk '{ all[$1] = all[$1] " " $2 } END { for (page in all) { n = split(all[page], ms, " "); print page ": " n " requests, median " ms[int((n + 1) / 2)] " ms, 95% " ms[int(n * 0.95 + 0.5)] " ms" } }'
