import Network
import Snapshots

/// Reads a snapshot, and says on standard error what was noticed on the way.
func loadNetwork(_ path: String) throws -> Network {
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

/// What the snapshot refers to and does not describe, in one line; nil when there is nothing.
private func summary(of gaps: [Gap]) -> String? {
  if gaps.isEmpty { return nil }
  let shown = gaps.prefix(3).map { "\($0.missing) (\($0.referrer); aws \($0.call))" }.joined(separator: ", ")
  let more = gaps.count > 3 ? " and \(gaps.count - 3) more" : ""
  return "referred to, but not in the snapshot: \(shown)\(more)"
}
