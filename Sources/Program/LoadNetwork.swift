package import NetworkModel
internal import Snapshots

/// Reads a snapshot, and says on standard error what was noticed on the way.
package func loadNetwork(_ path: String) throws -> Network {
  let snapshot: Snapshot
  do throws(SnapshotError) {
    snapshot = try Snapshot(readingFrom: path)
  } catch {
    throw Failure("\(error)")
  }
  for notice in snapshot.notices { Console.error("portolan: note: \(notice)") }
  if let gaps = summary(of: snapshot.network.gaps) { Console.error("portolan: note: \(gaps)") }
  return snapshot.network
}

/// What the snapshot refers to and does not describe, in one line with the calls that would describe it; nil when there is nothing.
private func summary(of gaps: [Gap]) -> String? {
  if gaps.isEmpty { return nil }
  let parts = Dictionary(grouping: gaps, by: \.call).sorted { $0.key < $1.key }.map { call, gaps in
    let example = gaps[0]
    let more = gaps.count > 1 ? " and \(gaps.count - 1) more" : ""
    if let part = example.part { return "the \(part) of \(example.missing)\(more) (aws \(call))" }
    return "\(example.missing)\(more) (named by \(example.referrer); aws \(call))"
  }
  return "referred to, but not in the snapshot: " + parts.joined(separator: ", ")
}
