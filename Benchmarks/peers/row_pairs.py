"""Some clients with all servers, a pair at a time, with CUDD or Z3: FLAT OUT PORT cudd|z3 CLIENTS."""

import sys
import time

from pairs import LINUX, arguments, size, write

network, out = arguments()
solver, clients = sys.argv[4], int(sys.argv[5])
hosts = network.hosts
cache = {}

if solver == "cudd":
    from dd.cudd import BDD

    bdd = BDD()
    bits = [f"p{bit}" for bit in range(16)]
    bdd.declare(*bits)

    def below(limit):
        """Ports below a limit; the first variable is the highest bit."""
        node = bdd.false
        for bit in range(16):
            variable = bdd.var(bits[15 - bit])
            node = (~variable | node) if limit >> bit & 1 else (~variable & node)
        return node if limit < 65536 else bdd.true

    def compiled(ranges):
        key = tuple(ranges)
        if key not in cache:
            node = bdd.false
            for first, last in ranges:
                node |= below(last + 1) & ~below(first)
            cache[key] = node
        return cache[key]

    linux = compiled(LINUX)

    def ports(there, back):
        return int(bdd.count(compiled(there) & compiled(back) & linux, nvars=16))

else:
    import z3

    variable = z3.BitVec("port", 16)

    def compiled(ranges):
        key = tuple(ranges)
        if key not in cache:
            cache[key] = z3.Or([z3.And(z3.UGE(variable, first), z3.ULE(variable, last)) for first, last in ranges])
        return cache[key]

    def ports(there, back):
        """A solver tells some and all, not how many: 1 stands for some."""
        both = z3.And(compiled(there), compiled(back))
        answers = []
        for question in (both, z3.Not(both)):
            query = z3.SolverFor("QF_BV")
            query.add(compiled(LINUX), question)
            answers.append(query.check() == z3.sat)
        return 0 if not answers[0] else 28232 if not answers[1] else 1


step = max(len(hosts) // clients, 1)
chosen = range(0, step * clients, step)
counts, total, pairs = [0, 0, 0], 0, 0
start = time.perf_counter()
for client in chosen:
    for server in range(len(hosts)):
        if client == server:
            continue
        pairs += 1
        number = 0
        if (
            network.passes(hosts[client], hosts[server])
            and network.allows(hosts[client], "out", hosts[server])
            and network.allows(hosts[server], "in", hosts[client])
        ):
            number = ports(*network.replies(hosts[client], hosts[server]))
        counts[0 if number == size(LINUX) else 1 if number else 2] += 1
        total += number
seconds = time.perf_counter() - start
write(out, seconds * len(hosts) / len(chosen), [*counts, total], pairs)
