#!/bin/bash
# What the console takes for a run of 106,600 trials, and one of 93,528 on preference pairs: time and processor time by page, one request
# after the other, and memory.
# ./run.sh [FOLDER] keeps dataset and run in FOLDER and makes them where they are missing. CLI=path/to/Attune.Cli.dll measures another build.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
cli=${CLI:-$here/src/Attune.Cli/bin/Release/net10.0/Attune.Cli.dll}
[ -f "$cli" ] || dotnet build "$here/src/Attune.Cli" -c Release -v q
attune() { dotnet "$cli" "$@"; }
cd "${1:-$(mktemp -d)}"
[ -d data/big ] || attune generate realpref --users 25 --out data/big
[ -d runs/big ] || attune run --dataset big --context normal long --method zero-shot rag reminder workflow oracle --model embedded:lexical 'embedded:lexical?window=8000' --out runs/big > /dev/null
[ -d data/pairs ] || { attune generate realpref --users 45 --out data/source; attune generate interpref --from data/source --pairs 5000 --verify none --out data/pairs; }
[ -d runs/pairs ] || attune run --dataset pairs --task pair --context simple normal --method zero-shot reminder task-description oracle --model embedded:lexical 'embedded:lexical?window=2000' embedded:generic --out runs/pairs > /dev/null
rm -rf console address.txt

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
began=$(milliseconds)
dotnet "$cli" serve --urls http://127.0.0.1:0 > address.txt 2> requests.log & console=$!
trap 'kill $console; wait $console || true' EXIT
until grep -qs http address.txt; do kill -0 $console; sleep 0.02; done
site=$(grep -o 'http://[0-9.:]*' address.txt | head -1)
url=$site/runs
get() { curl -sS -o page.html "$url$1"; }
processor() { awk '{ print ($14 + $15) * 10 }' /proc/$console/stat; }
peak() { awk '/VmHWM/ { print int($2 / 1024) }' /proc/$console/status; }

# phase NAME PATH... asks for each, and tells the server's time, as its own log has it, and the processor's.
phase() {
  local name=$1 lines before; shift
  lines=$(wc -l < requests.log); before=$(processor)
  for path in "$@"; do get "$path"; done
  local used=$((($(processor) - before) / $#))
  until [ "$(($(wc -l < requests.log) - lines))" -ge $# ]; do sleep 0.05; done
  tail -n +$((lines + 1)) requests.log | grep -o ' 200 [0-9]* ms' | awk '{ print $2 }' | sort -n | awk -v name="$name" -v used="$used" -v peak="$(peak)" \
    '{ ms[NR] = $1 } END { print name ": " NR " requests, median " ms[int((NR + 1) / 2)] " ms, 95% " ms[int(NR * 0.95 + 0.5)] " ms, processor " used " ms each; peak so far " peak " MB" }'
}

curl -sS -o page.html "$site/"
echo "start to first page: $(($(milliseconds) - began)) ms, processor $(processor) ms"
before=$(processor); began=$(milliseconds)
get /big/trials
while grep -q 'is being read' page.html; do sleep 0.2; get /big/trials; done
echo "index: $(($(milliseconds) - began)) ms, processor $(($(processor) - before)) ms, $(du -sh console/index | cut -f1); peak so far $(peak) MB"

# The other run's index is made before anything is measured.
get /pairs/trials
while grep -q 'is being read' page.html; do sleep 0.2; get /pairs/trials; done

phase 'list of runs' '' '' '' '' '' '' '' '' '' ''
lists=()
for i in 1 2 3 4 5; do
  lists+=("/big/trials?page=$((i * 300))" "/big/trials?method=rag&sort=score&desc=1&page=$i" "/big/trials?text=quarrel+tree&page=$i" "/big/trials?sort=latency&desc=1&page=$i" "/big/trials?user=u0000$i")
done
phase 'lists of trials' "${lists[@]}"
keys=()
for i in 1 2 3 4 5; do
  get "/big/trials?sort=latency&desc=1&page=$i"
  while read -r key; do keys+=("$key"); done < <(grep -o 'trials/[0-9a-f]\{24\}' page.html | sort -u | head -14)
done
phase 'first trial after a start' "/big/${keys[0]}"
phase 'trials, sorted' "${keys[@]/#//big/}"
trials=()
for key in "${keys[@]}"; do trials+=("/big/$key?method=rag&sort=score"); done
phase 'trials, filtered and sorted' "${trials[@]}"
get /pairs/pairs
while grep -q 'are being read' page.html; do sleep 0.2; get /pairs/pairs; done
lists=()
for i in 1 2 3 4 5; do
  lists+=("/pairs/pairs?page=$((i * 5))" "/pairs/pairs?method=oracle&sort=failed&desc=1&page=$i" "/pairs/pairs?outcome=passed&model=embedded%3Ageneric&page=$i" "/pairs/pairs?sort=passed&desc=1&page=$i")
done
phase 'lists of pairs' "${lists[@]}"
pairs=()
for i in 1 2 3 4 5; do
  get "/pairs/pairs?sort=passed&desc=1&page=$i"
  while read -r pair; do pairs+=("$pair?sort=passed&desc=1"); done < <(grep -o '/pairs/pairs/[^?"]*' page.html | sort -u | head -13)
done
phase 'pairs' "${pairs[@]}"
get /big
while grep -q 'are being made' page.html; do sleep 0.5; get /big; done
phase 'the run, its numbers made' /big /big /big /big /big
url=$site
phase 'the run compared with itself' '/compare?a=big&b=big'
