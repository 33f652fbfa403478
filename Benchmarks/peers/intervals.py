"""Answers the questions of a flat file with lists of intervals: FLAT ANSWERS. Prints the nanoseconds for one answer.

Careful Python: the rules are compiled beforehand into what they admit for each stretch of addresses that they cannot tell
apart, so that a question costs a few bisections and one intersection of interval lists.
"""

import bisect
import sys
import time

from questions import Questions, write_answers


def admitted(entries, address):
    """First match decides: the ports an ACL lets through for one address."""
    taken, allowed = [], []  # taken: disjoint and sorted
    for is_allow, low, high, first, last in entries:
        if not low <= address <= high:
            continue
        fresh, start = [], first
        for taken_first, taken_last in taken:
            if taken_last < start:
                continue
            if taken_first > last:
                break
            if start < taken_first:
                fresh.append((start, taken_first - 1))
            start = taken_last + 1
        if start <= last:
            fresh.append((start, last))
        taken = merged(taken + fresh)
        if is_allow:
            allowed += fresh
    return merged(allowed)


def merged(ranges):
    result = []
    for first, last in sorted(ranges):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def stretches(bounds, value):
    """The starts of the stretches of addresses between bounds, and the value of each."""
    starts = sorted({0} | {low for low, _ in bounds} | {high + 1 for _, high in bounds})
    return starts, [value(start) for start in starts]


def intersection(one, other):
    result, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        first = max(one[i][0], other[j][0])
        last = min(one[i][1], other[j][1])
        if first <= last:
            result.append((first, last))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return result


def has(ranges, port):
    index = bisect.bisect_right(ranges, (port, 65536)) - 1
    return index >= 0 and ranges[index][1] >= port


def main():
    made = Questions(sys.argv[1])
    hosts = made.hosts
    acls = {
        key: stretches([entry[1:3] for entry in entries], lambda address, entries=entries: admitted(entries, address))
        for key, entries in made.entries.items()
    }
    groups = {}
    for key in made.rules.keys() | made.references.keys():
        rules = made.rules[key]
        groups[key] = (
            *stretches(
                [rule[:2] for rule in rules],
                lambda address, rules=rules: merged([r[2:] for r in rules if r[0] <= address <= r[1]]),
            ),
            [(other, first, last) for other, first, last in made.references[key]],
        )

    def acl_passes(acl, direction, address):
        starts, values = acls[acl, direction]
        return values[bisect.bisect_right(starts, address) - 1]

    def group_allows(host, direction, peer, port):
        for group in host.groups:
            side = groups.get((group, direction))
            if side is None:
                continue
            starts, values, references = side
            if has(values[bisect.bisect_right(starts, peer.address) - 1], port):
                return True
            for other, first, last in references:
                if first <= port <= last and other in peer.groups:
                    return True
        return False

    def answer(question):
        client, server, port = hosts[question[0]], hosts[question[1]], question[2]
        if not group_allows(client, "out", server, port) or not group_allows(server, "in", client, port):
            return []
        if client.subnet == server.subnet:
            return [(0, 65535)]
        if not has(acl_passes(client.acl, "out", server.address), port):
            return []
        if not has(acl_passes(server.acl, "in", client.address), port):
            return []
        return intersection(
            acl_passes(server.acl, "out", client.address), acl_passes(client.acl, "in", server.address)
        )

    times = []
    for _ in range(5):
        start = time.thread_time()
        answers = [answer(question) for question in made.questions]
        times.append(time.thread_time() - start)
    print(min(times) * 1e9 / len(made.questions))
    write_answers(sys.argv[2], answers)


if __name__ == "__main__":
    main()
