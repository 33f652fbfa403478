"""Answers the questions of a flat file with the Z3 solver: FLAT ANSWERS. Prints the nanoseconds for one answer.

The rules are formulas over a 16-bit client port; a question asserts those of its way, and the exact set is drawn out of the
solver one run of ports at a time: a port that works, then the nearest ones on both sides that do not, by bisection.
"""

import sys
import time

import z3

from questions import Questions, write_answers

PORT = z3.BitVec("port", 16)


def between(port, first, last):
    if isinstance(port, int):
        return z3.BoolVal(first <= port <= last)
    if first == last:
        return port == first
    if (first, last) == (0, 65535):
        return z3.BoolVal(True)
    return z3.And(z3.UGE(port, first), z3.ULE(port, last))


def acl(entries, address, port):
    """First match decides, as nested conditions."""
    formula = z3.BoolVal(False)
    for is_allow, low, high, first, last in reversed(entries):
        if low <= address <= high:
            formula = z3.If(between(port, first, last), z3.BoolVal(is_allow), formula)
    return formula


def group(made, host, direction, peer, port):
    rules = []
    for own in host.groups:
        rules += [between(port, r[2], r[3]) for r in made.rules[own, direction] if r[0] <= peer.address <= r[1]]
        rules += [between(port, r[1], r[2]) for r in made.references[own, direction] if r[0] in peer.groups]
    return z3.Or(rules) if rules else z3.BoolVal(False)


def working(formula):
    """The runs of ports for which the formula holds."""
    solver = z3.SolverFor("QF_BV")
    solver.add(formula)
    ranges = []
    while solver.check() == z3.sat:
        port = solver.model().eval(PORT, model_completion=True).as_long()
        first = edge(formula, port, 0)
        last = edge(formula, port, 65535)
        ranges.append((first, last))
        solver.add(z3.Not(between(PORT, first, last)))
    return sorted(ranges)


def edge(formula, port, limit):
    """The farthest port towards limit such that the formula holds for it and all ports on the way."""
    solver = z3.SolverFor("QF_BV")
    solver.add(z3.Not(formula))
    good, bad = port, limit + (1 if limit else -1)
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        solver.push()
        solver.add(between(PORT, min(good, middle), max(good, middle)))
        if solver.check() == z3.sat:
            bad = solver.model().eval(PORT, model_completion=True).as_long()
        else:
            good = middle
        solver.pop()
    return good


def answer(made, question):
    client, server, port = made.hosts[question[0]], made.hosts[question[1]], question[2]
    parts = [group(made, client, "out", server, port), group(made, server, "in", client, port)]
    if client.subnet != server.subnet:
        parts += [
            acl(made.entries[client.acl, "out"], server.address, port),
            acl(made.entries[server.acl, "in"], client.address, port),
            acl(made.entries[server.acl, "out"], client.address, PORT),
            acl(made.entries[client.acl, "in"], server.address, PORT),
        ]
    return working(z3.simplify(z3.And(parts)))


def main():
    made = Questions(sys.argv[1])
    start = time.thread_time()
    answers = [answer(made, question) for question in made.questions]
    print((time.thread_time() - start) * 1e9 / len(made.questions))
    write_answers(sys.argv[2], answers)


main()
