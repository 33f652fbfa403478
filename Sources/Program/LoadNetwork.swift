internal import AWSCatalogue
package import NetworkModel
internal import Snapshots

/// Reads a snapshot, and says on standard error what was noticed on the way; nothing is taken for granted of a strict one.
package func loadNetwork(_ path: String, isStrict: Bool = false) throws -> Network {
  let snapshot = try orFail { () throws(SnapshotError) in try Snapshot(readingFrom: path) }
  for notice in snapshot.notices { Console.error("portolan: note: \(notice)") }
  if let gaps = gapNote(on: snapshot.network) { Console.error("portolan: note: \(gaps)") }
  var network = snapshot.network
  network.isStrict = isStrict
  return network
}

/// What the snapshot refers to and does not describe, in one line with the calls that would describe it; nil when there is nothing.
private func gapNote(on network: Network) -> String? {
  let parts = network.gapsByCall.map { gap, count in
    let more = count > 1 ? " and \(count - 1) more" : ""
    if let part = gap.part { return "the \(part) of \(gap.missing)\(more) (aws \(gap.call.words))" }
    return "\(gap.missing)\(more) (named by \(gap.referrer); aws \(gap.call.words))"
  }
  return parts.isEmpty ? nil : "referred to, but not in the snapshot: " + parts.joined(separator: ", ")
}
