import Foundation

/// A made network as files, one for each `aws ec2 describe-…`.
struct SnapshotFolder {
  let path: String

  init(_ network: @autoclosure () -> MadeNetwork, named name: String = "vpc", indented: Bool, in work: String) throws {
    path = "\(work)/\(name)-\(indented ? "indented" : "compact")"
    // What a seed makes does not change, so files of an earlier run will do; the last one written is proof of the others.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (file, text) in network().describeJSON(indented: indented) {
      try Data(text).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
    }
  }

  /// The files in the folder.
  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { "\(path)/\($0)" } }
  }
}
