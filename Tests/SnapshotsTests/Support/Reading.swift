import NetworkModel
import Snapshots

/// The network that a text describes.
func network(_ json: String) throws(SnapshotError) -> Network {
  try Snapshot(json: json, name: "f.json").network
}

/// What the reader noticed in a text that it took.
func notices(_ json: String) throws(SnapshotError) -> [String] {
  try Snapshot(json: json, name: "f.json").notices
}

/// The line with which the reader refuses a text; nil when it takes it.
func refusal(of json: String) -> String? {
  refusal(ofBytes: Array(json.utf8))
}

/// The line with which the reader refuses bytes; nil when it takes them.
func refusal(ofBytes bytes: [UInt8]) -> String? {
  do throws(SnapshotError) {
    _ = try Snapshot(utf8: bytes, name: "f.json")
    return nil
  } catch {
    return error.description
  }
}

/// The line with which the reader refuses a file or folder; nil when it takes it.
func refusal(ofPath path: String) -> String? {
  do throws(SnapshotError) {
    _ = try Snapshot(readingFrom: path)
    return nil
  } catch {
    return error.description
  }
}

extension Route {
  /// The route with its parts in the order in which tests read best.
  init(_ block: CIDRBlock, _ target: Target, _ state: State = .active) {
    self.init(destination: .cidrBlock(block), target: target, state: state)
  }
}
