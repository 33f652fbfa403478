import AWSCatalogue
import NetworkModel
import Snapshots

/// What a folder of files comes to.
struct Form {
  let network: Network
  /// The notices, but for what descriptions lack: those of forms are short on purpose.
  let notices: [String]

  /// Reads files, by their paths in the folder, which notices name them by.
  init(_ files: [String: [UInt8]]) throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    let snapshot = try Snapshot(readingFrom: folder.path)
    network = snapshot.network
    notices = snapshot.notices.map { $0.replacing("\(folder.path)/", with: "") }
      .filter { !$0.hasPrefix("cut down") }
  }

  init(_ files: [String: String]) throws { try self.init(files.mapValues { Array($0.utf8) }) }

  /// What became of a call.
  func status(_ call: AWSCall, in scope: Scope = Scope()) -> CallLedger.Status {
    network.ledger.status(of: call, in: scope)
  }

  /// The lines with which the reader refuses files; none when it takes them.
  static func refusals(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder(files)
    let line = refusal(ofPath: folder.path) ?? ""
    return line.replacing("\(folder.path)/", with: "").split(separator: "\n").map(String.init)
  }
}
