#!/usr/bin/env bash
# iprange 1.0.4 (Debian 12): the number of addresses in 0.0.0.0/0 is 0.
# One would expect 4294967296, which it says for the same addresses given as two halves; instead the whole of IPv4 in one entry counts as none
# (a count kept in 32 bits), in -C and in --compare, where "everything" and a block have 16777216 in common, more than one of them holds.
# Seen: 0.0.0.0/0 -> 1,0; 0.0.0.0/1 and 128.0.0.0/1 -> 2,4294967296 without merging; compared with 10.0.0.0/8: 16777216 of 0.
set -euo pipefail
command -v iprange > /dev/null || { apt-get update -qq && apt-get install -y -qq iprange; } > /dev/null
dpkg-query -W iprange
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo 0.0.0.0/0 > "$folder/all"
echo 10.0.0.0/8 > "$folder/ten"
whole=$(iprange -C "$folder/all")
halves=$(printf '0.0.0.0/1\n128.0.0.0/1\n' | iprange -C)
both=$(cd "$folder" && iprange --compare all ten --header 2> /dev/null)
printf '%s\n' "0.0.0.0/0: $whole" "two halves: $halves" "$both"
[ "$whole" = 1,0 ]
[ "$halves" = 2,4294967296 ]
[[ $both == *",16777216,0,0,16777216"* || $both == *",0,16777216,0,16777216"* ]]
