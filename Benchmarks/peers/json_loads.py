"""Measures bare json.loads of a snapshot's files, which are in memory before: REPEATS FOLDER.

Prints megabytes, seconds on the wall of the first call and of the fastest of the others, and VmHWM in megabytes before and after.
"""

import json
import pathlib
import sys
import time


def peak_megabytes():
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0


texts = [path.read_bytes() for path in sorted(pathlib.Path(sys.argv[2]).glob("*.json"))]
before = peak_megabytes()
times = []
for _ in range(int(sys.argv[1]) + 1):
    start = time.perf_counter()
    results = [json.loads(text) for text in texts]
    times.append(time.perf_counter() - start)
    results = None  # freed only when the time is taken
size = sum(len(text) for text in texts) / 1e6
print(size, times[0], min(times[1:]), before, peak_megabytes())
