"""All pairs with NumPy: who may call whom as a product of matrices, some rows at a time, weighed by what each pair of subnets lets through."""

import time

import numpy as np

from pairs import arguments, working, write

network, out = arguments()
hosts, port = network.hosts, network.port
count = len(hosts)
addresses = np.array([host.address for host in hosts], dtype=np.int64)
groups = 1 + max(group for host in hosts for group in host.groups)
carried = np.zeros((groups, count), dtype=np.float32)
for position, host in enumerate(hosts):
    carried[list(host.groups), position] = 1

start = time.perf_counter()


def asked(direction):
    """For each group, whom its rules allow."""
    allowed = np.zeros((groups, count), dtype=np.float32)
    for group in range(groups):
        for low, high, first, last in network.rules.get((group, direction), ()):
            if first <= port <= last:
                allowed[group] += (addresses >= low) & (addresses <= high)
        for other, first, last in network.references.get((group, direction), ()):
            if first <= port <= last:
                allowed[group] += carried[other]
    return (allowed > 0).astype(np.float32)


outbound, inbound = asked("out"), asked("in")
firsts = [positions[0] for positions in network.subnets.values()]
counts = np.zeros(3, dtype=np.int64)
ports = 0
for positions in network.subnets.values():
    rows = slice(positions[0], positions[-1] + 1)
    calls = (carried[:, rows].T @ outbound > 0) & (inbound[:, rows].T @ carried > 0)
    calls[np.arange(len(positions)), positions] = False
    pairs = np.add.reduceat(calls.sum(axis=0), firsts)
    sizes = np.array([working(network, hosts[positions[0]], hosts[first]) for first in firsts])
    whole = pairs[sizes == 28232].sum()
    some = pairs[(sizes > 0) & (sizes < 28232)].sum()
    counts += [whole, some, len(positions) * count - len(positions) - whole - some]
    ports += int((pairs * sizes).sum())
write(out, time.perf_counter() - start, [*counts, ports], count * (count - 1))
