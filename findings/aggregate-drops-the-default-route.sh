#!/usr/bin/env bash
# aggregate 1.6-7 (Debian 12): 0.0.0.0/0 as input is thrown away, though it is the output for 0.0.0.0/1 and 128.0.0.0/1.
# One would expect a list that holds the default route to be summed up as 0.0.0.0/0; instead that line is refused as "mask length 0 out of range"
# (not a word with -q), the exit code is 0, and a list that means "everywhere" becomes the few blocks beside it. Its output cannot be fed back.
# Seen: 0.0.0.0/0 + 10.0.0.0/8 -> 10.0.0.0/8, exit 0; 0.0.0.0/1 + 128.0.0.0/1 -> 0.0.0.0/0; that again -> nothing.
set -euo pipefail
command -v aggregate > /dev/null || { apt-get update -qq && apt-get install -y -qq aggregate; } > /dev/null
dpkg-query -W aggregate
everywhere=$(printf '0.0.0.0/0\n10.0.0.0/8\n' | aggregate -q)
halves=$(printf '0.0.0.0/1\n128.0.0.0/1\n' | aggregate -q)
again=$(printf '%s\n' "$halves" | aggregate -q)
printf '0.0.0.0/0\n' | aggregate
echo "0.0.0.0/0 and 10.0.0.0/8 -> $everywhere"
echo "0.0.0.0/1 and 128.0.0.0/1 -> $halves"
echo "$halves -> ${again:-nothing}"
[ "$everywhere" = 10.0.0.0/8 ]
[ "$halves" = 0.0.0.0/0 ]
[ -z "$again" ]
