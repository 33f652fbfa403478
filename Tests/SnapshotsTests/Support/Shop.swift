import Foundation

/// The files of `examples/shop`.
enum Shop {
  static let path = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../examples/shop").standardized.path

  /// The bytes of each file, in the order of their names.
  static func files() throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }.sorted().map { name in
      Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }
  }

  /// All files as the members of one object.
  static func tree() throws -> JSONTree {
    .object(
      try files().flatMap { file -> [(String, JSONTree)] in
        guard case .object(let members) = try JSONTree(parsing: file) else { return [] }
        return members
      })
  }
}
