internal import AWSCatalogue

/// What the name of a file, and of the folders it lies in, tells of its content: the call, and of which thing the call was asked.
struct FileName {
  /// The name without `.json`, `.gz` and the like.
  let stem: Substring
  /// How the name goes on.
  let kind: Kind
  private let folders: [Substring]

  enum Kind {
    /// JSON by its name.
    case json
    /// No extension, or `.txt`: what stands in it tells.
    case any
    /// YAML by its name, or something compressed.
    case foreign
    /// Something else.
    case other
  }

  /// The name of the file at `path`.
  init(path: String) {
    var parts = path.split(separator: "/")
    var name = parts.popLast() ?? ""
    folders = parts
    func drop(_ ending: String) -> Bool {
      guard name.utf8.count > ending.utf8.count, name.lowercased().hasSuffix(ending) else { return false }
      name = name.dropLast(ending.count)
      return true
    }
    let isCompressed = drop(".gz")
    if [".json", ".jsonl", ".ndjson"].contains(where: drop) {
      kind = .json
    } else if drop(".txt") || !name.contains(".") {
      kind = isCompressed ? .foreign : .any
    } else {
      kind = [".yaml", ".yml"].contains(where: drop) ? .foreign : .other
    }
    stem = name
  }

  /// The name but for what numbers the pages of one answer: `page-` of `page-1` and `page-2`.
  var family: Substring { stem.prefix { !$0.isNumber } }

  /// The words of a name, such as `describe`, `vpcs`.
  static func words(_ name: some StringProtocol) -> [String] {
    let words = Array(name.utf8).split { byte in
      !(0x30...0x39).contains(byte) && !(0x41...0x5A).contains(byte & 0xDF)
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The call it names: `describe-vpcs`, `ec2-describe-vpcs-1`, `ec2.DescribeVpcs_1`, `vpcs`; a service before it, or as the name of a folder,
  /// tells two calls of one name apart.
  var call: AWSCall? {
    let words = Self.words(stem).map { $0.lowercased() }
    let named = AWSCall.allCases.filter { call in
      let command = call.command.split(separator: "-").map(String.init)
      return [command, [call.operation.lowercased()]].contains { command in
        words.starts(with: command) || words.first == call.service && words.dropFirst().starts(with: command)
      } || words == Array(command.dropFirst()) && call.parent == nil
    }
    let services = Set(words.prefix(1) + folders.map { $0.lowercased() })
    return named.first { services.contains($0.service) } ?? named.first
  }

  /// Whether it names a call that makes or changes something.
  var isOfChange: Bool {
    ["create-", "modify-", "run-instances", "allocate-address"].contains { stem.lowercased().hasPrefix($0) }
  }

  /// The parts of the path that may name a thing, the file's own name first.
  var parts: [Substring] { [stem] + folders.reversed() }
}
