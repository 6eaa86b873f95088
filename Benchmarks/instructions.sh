#!/bin/sh
# Counts the instructions that the audit of a small estate takes, and fails if they are over 5 % more than what was
# accepted last: instructions.sh PROGRAM MAKE_ESTATE FOLDER. The last line of the table in accepted.md is what counts.
set -eu
program=$1
make_estate=$2
folder=$3
accepted_file=$(dirname "$0")/accepted.md
mkdir -p "$folder"

"$make_estate" "$folder/instructions.json" --size 2M >/dev/null
# Valgrind of Debian 12 does not read the debug information of Swift 6.
strip -o "$folder/instructions-program" "$program"
# One worker, and hashes that are the same in each run: then counts differ by less than 0.1 %.
code=0
SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind --callgrind-out-file="$folder/callgrind.out" \
  "$folder/instructions-program" scan "$folder/instructions.json" --no-config --jobs 1 --no-digest --reproducible \
  --report text="$folder/instructions.txt" >/dev/null 2>"$folder/callgrind.log" || code=$?
# The estate has groups that were made wrong.
if [ "$code" -ne 1 ]; then
  cat "$folder/callgrind.log" >&2
  echo "The audit ended with $code instead of 1." >&2
  exit 1
fi
counted=$(sed -n 's/^summary: \([0-9]*\).*/\1/p' "$folder/callgrind.out")
accepted=$(awk -F '|' '$3 ~ /^ *[0-9,]+ *$/ { gsub(/[ ,]/, "", $3); last = $3 } END { print last }' "$accepted_file")
if [ -z "$counted" ] || [ -z "$accepted" ]; then
  echo "No count in callgrind's output or in $accepted_file." >&2
  exit 1
fi
percent=$(awk "BEGIN { printf \"%+.1f\", ($counted / $accepted - 1) * 100 }")
echo "$counted instructions; accepted were $accepted ($percent %)"
if awk "BEGIN { exit !($counted > $accepted * 1.05) }"; then
  echo "Over 5 % more. Find out why, or add a line with the new count and the reason to $accepted_file." >&2
  exit 1
fi
