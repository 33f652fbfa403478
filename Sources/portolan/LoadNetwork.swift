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
  return snapshot.network
}
