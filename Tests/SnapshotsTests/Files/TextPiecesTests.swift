import Foundation
import NetworkModel
import Seeds
import Snapshots
import Testing

/// Large files are read in pieces; the network and the errors are those of the whole.
@Suite struct TextPiecesTests {
  private static let whole = 1 << 40

  /// What reading a file comes to.
  private enum Outcome: Equatable {
    case network(Inventory, notices: [String], bytes: Int)
    case error(SnapshotError)

    init(_ file: String, piecesOf size: Int, onCores cores: Int? = nil) {
      do throws(SnapshotError) {
        let snapshot = try Snapshot(readingFrom: file, inPiecesOf: size, onCores: cores)
        self = .network(Inventory(snapshot.network), notices: snapshot.notices, bytes: snapshot.size.bytes)
      } catch {
        self = .error(error)
      }
    }
  }

  /// 300 subnets, of which those at `wrong` have a CIDR block that is none.
  private static func subnets(wrong: Set<Int> = [], description: String = "") -> String {
    let list = (0..<300).map { number in
      let block = wrong.contains(number) ? "10.0.0.0/33" : "10.\(number / 256).\(number % 256).0/24"
      return
        #"{"SubnetId": "subnet-\#(number)", "CidrBlock": "\#(block)", "VpcId": "vpc-1", "Tags": [\#(description)]}"#
    }
    return #"{"Vpcs": [{"VpcId": "vpc-1"}], "Subnets": [\#(list.joined(separator: ", "))]}"#
  }

  @Test func `a list in pieces has all its elements`() throws {
    let folder = try TemporaryFolder(["a.json": Self.subnets()])
    for size in [1, 20, 100, 333, 1_000, 5_000] {
      let snapshot = try Snapshot(readingFrom: folder.path, inPiecesOf: size)
      #expect(snapshot.network.subnets.map(\.id.text) == (0..<300).map { "subnet-\($0)" }, "pieces of \(size)")
      #expect(snapshot.network.vpcs.count == 1)
    }
  }

  @Test func `a wrong value is told with its place in the whole list, the first of several`() throws {
    let folder = try TemporaryFolder(["a.json": Self.subnets(wrong: [277, 290, 299])])
    for size in [500, 1_000, 3_000, Self.whole] {
      #expect {
        try Snapshot(readingFrom: "\(folder.path)/a.json", inPiecesOf: size)
      } throws: { error in
        "\(error)".hasPrefix("\(folder.path)/a.json: Subnets[277].CidrBlock: “10.0.0.0/33” is not a CIDR block")
      }
    }
  }

  @Test func `a text in memory is read in pieces like a file`() throws {
    let subnets = (0..<4_000).map {
      #"{"SubnetId":"subnet-\#($0)","VpcId":"v","CidrBlock":"10.0.0.0/\#($0 == 3_333 ? 33 : 24)"}"#
    }
    let long =
      #"{"SubnetId":"long","VpcId":"v","CidrBlockAssociationSet":[\#(Array(repeating: "{}", count: 100_000).joined(separator: ","))]}"#
    func text(_ subnets: some Sequence<String>) -> String {
      #"{"Subnets":[\#(subnets.joined(separator: ","))],"Vpcs":[]}"#
    }
    let right = try Snapshot(json: text(subnets[..<2_000] + [long] + subnets[..<3_333]))
    #expect(
      right.network.subnets.map(\.id.text) == (0..<2_000).map { "subnet-\($0)" } + ["long"]
        + (2_000..<3_333).map { "subnet-\($0)" })
    for wrong in [subnets, [long] + subnets.dropFirst()] {
      #expect {
        try Snapshot(json: text(wrong))
      } throws: {
        ($0 as? SnapshotError)?.place == "Subnets[3333].CidrBlock"
      }
    }
    #expect {
      try Snapshot(json: text(subnets[..<3_333] + [long]).dropLast().description)
    } throws: {
      ($0 as? SnapshotError)?.place.hasPrefix("line 1, column ") == true
    }
  }

  @Test func `of wrong values in a long list the first is told, whichever core meets one first`() throws {
    for wrong in [[0, 299], [149, 150], [20, 260, 280]] {
      let folder = try TemporaryFolder(["a.json": Self.subnets(wrong: Set(wrong))])
      for cores in 1...8 {
        guard case .error(let error) = Outcome(folder.path, piecesOf: 700, onCores: cores) else {
          Issue.record("\(wrong) were taken")
          continue
        }
        #expect(error.place == "Subnets[\(wrong[0])].CidrBlock")
      }
    }
  }

  @Test func `elements longer than a piece, whose lists look like the place to cut, on more cores than there are`()
    throws
  {
    func group(_ number: Int, rules: Int) -> String {
      let ranges = (0..<rules).map { #"{"CidrIp": "10.0.\#($0 % 256).0/24", "Description": "\#(number)"}"# }
      return
        #"{"GroupId": "sg-\#(number)", "GroupName": "g", "VpcId": "v", "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [\#(ranges.joined(separator: ", "))]}]}"#
    }
    func text(_ groups: Range<Int>) -> String {
      #"{"SecurityGroups": [\#(groups.map { group($0, rules: $0 % 7 == 3 ? 60 : $0 % 3) }.joined(separator: ", "))]}"#
    }
    let files = ["a.json": text(0..<40), "b.json": Self.subnets(), "c.json": text(40..<60), "d.json": text(60..<160)]
    for damage in ["", "c.json", "d.json"] {
      var files = files
      files[damage]?.removeLast(50)
      let folder = try TemporaryFolder(files)
      let expected = Outcome(folder.path, piecesOf: Self.whole)
      if case .error(let error) = expected { #expect(error.file.hasSuffix(damage) && !damage.isEmpty) }
      for cores in 1...8 {
        for size in [40, 150, 400, 2_000] { #expect(Outcome(folder.path, piecesOf: size, onCores: cores) == expected) }
      }
    }
  }

  @Test func `indented texts are cut where the elements of the outermost lists end, whatever is in those`() throws {
    let tags = #"{"Key": "a", "Value": "},\n        {"}, {"Key": "b", "Value": "c"}"#
    for newline in ["\n", "\r\n"] {
      let text = Self.subnets(description: tags).split(separator: "}, {\"SubnetId").joined(
        separator: "},\(newline)    {\"SubnetId"
      )
      .replacing("[{", with: "[\(newline)    {")
      let folder = try TemporaryFolder(["a.json": text, "b.json": text.replacing("subnet-", with: "other-")])
      let expected = Outcome(folder.path, piecesOf: Self.whole)
      if case .error(let error) = expected { Issue.record("\(error)") }
      for size in [1, 50, 120, 333, 1_000, 5_000] {
        for cores in [1, 3] { #expect(Outcome(folder.path, piecesOf: size, onCores: cores) == expected) }
      }
    }
  }

  @Test func `null in the place of a list is no list, whoever reads it`() throws {
    let nothing = ["NetworkInterfaces", "SecurityGroups", "Instances", "Reservations", "Vpcs"].map { "\"\($0)\": null" }
    let folder = try TemporaryFolder([
      "a.json": Self.subnets(), "b.json": "{\(nothing.joined(separator: ", "))}", "c.json": "{\(nothing[0])}",
    ])
    for size in [100, 1_000, Self.whole] {
      #expect(Outcome(folder.path, piecesOf: size) == Outcome(folder.path, piecesOf: Self.whole))
      #expect(try Snapshot(readingFrom: folder.path, inPiecesOf: size).network.subnets.count == 300)
    }
  }

  @Test func `lists that wait their turn and lists that do not, on more cores than there are`() throws {
    let interfaces = (0..<400).map { number in
      let zone = number == 333 ? "7" : "\"z\""
      return
        #"{"NetworkInterfaceId": "eni-\#(number % 390)", "SubnetId": "s", "VpcId": "v", "AvailabilityZone": \#(zone), "Description": "\#(number)"}"#
    }
    func text(_ interfaces: some Sequence<String>) -> String {
      #"{"NetworkInterfaces": [\#(interfaces.joined(separator: ","))]}"#
    }
    var files = ["b.json": Self.subnets(), "d.json": Self.subnets(description: #"{"Key": "Name", "Value": "x"}"#)]
    for (isWrong, range) in [(false, 0..<333), (false, 334..<400), (true, 0..<400)] {
      files["a.json"] = text(interfaces[range])
      files["c.json"] = text(interfaces[range].reversed())
      let folder = try TemporaryFolder(files)
      let expected = Outcome(folder.path, piecesOf: Self.whole)
      if case .error = expected { #expect(isWrong) } else { #expect(!isWrong) }
      for cores in 1...8 {
        for size in [150, 400, 2_000] { #expect(Outcome(folder.path, piecesOf: size, onCores: cores) == expected) }
      }
    }
  }

  @Test func `a piece is read before the rest of the file`() throws {
    let text = String(Self.subnets(wrong: [3]).dropLast(10))
    let folder = try TemporaryFolder(["a.json": text])
    guard case .error(let syntax) = Outcome(folder.path, piecesOf: Self.whole),
      case .error(let value) = Outcome(folder.path, piecesOf: 1_000)
    else {
      Issue.record("a truncated file was taken")
      return
    }
    #expect(syntax.place.hasPrefix("line 1, column "))
    #expect(value.place == "Subnets[3].CidrBlock")
  }

  @Test func `a syntax error is told with its line in the whole file`() throws {
    let text = Self.subnets().split(separator: ", {", omittingEmptySubsequences: false).joined(separator: ",\n{")
    for (number, damage) in [("}", "]"), ("},", "} "), (",\n{", ",\n,{"), ("]}", ",]}")].enumerated() {
      let last = try #require(text.ranges(of: damage.0).last)
      let folder = try TemporaryFolder(["\(number).json": text.replacingCharacters(in: last, with: damage.1)])
      let file = "\(folder.path)/\(number).json"
      guard case .error(let expected) = Outcome(file, piecesOf: Self.whole) else {
        Issue.record("\(damage) did no damage")
        continue
      }
      #expect(expected.place.contains("line 29") || expected.place.contains("line 30"))
      for size in [200, 1_000, 3_000] { #expect(Outcome(file, piecesOf: size) == .error(expected)) }
    }
  }

  @Test func `strings that look like a place to cut are none`() throws {
    let tags = #"{"Key": "a", "Value": "}, {\"}, {"}, {"Key": "\\", "Value": "]}, {\\"}, {"Key": "[{", "Value": "}]}"}"#
    let folder = try TemporaryFolder(["a.json": Self.subnets(description: tags)])
    let expected = Outcome(folder.path, piecesOf: Self.whole)
    for size in 60..<260 { #expect(Outcome(folder.path, piecesOf: size) == expected, "pieces of \(size)") }
  }

  @Test func `a comma without an element before it is wrong wherever a piece ends`() throws {
    for separator in ["", "\n  "] {
      let long = String(repeating: "x", count: 300)
      let text =
        #"{"Vpcs": [\#(separator){"VpcId": "vpc-1"}], "Subnets": [,\#(separator){"SubnetId": "s", "VpcId": "vpc-1", "X": "\#(long)"}]}"#
      let folder = try TemporaryFolder(["a.json": text])
      let expected = Outcome(folder.path, piecesOf: Self.whole)
      guard case .error = expected else {
        Issue.record("a list that begins with a comma was taken")
        continue
      }
      for size in 1...200 { #expect(Outcome(folder.path, piecesOf: size) == expected, "pieces of \(size)") }
    }
  }

  /// It can be read once only, so that what is wrong with it must be told by what was read.
  @Test func `a pipe with a syntax error`() throws {
    for cores in [1, 2, 8] {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(#"{"Vpcs": ["#.utf8))
      try pipe.fileHandleForWriting.close()
      let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
      guard case .error(let error) = Outcome(path, piecesOf: 500, onCores: cores) else {
        Issue.record("half a list was taken")
        continue
      }
      #expect(error.file == path && error.place.hasPrefix("line 1, column 11"))
    }
  }

  @Test func `a list under a long key is read like any other`() throws {
    let key = String(repeating: "x", count: 2_000)
    let list = repeatElement("{}", count: 1_000).joined(separator: ",")
    let folder = try TemporaryFolder([
      "long.json": "{\"\(key)\":[\(list)]}", "wrong.json": "{\"\(key)\":[\(list)],\"Subnets\":[\(list)]}",
    ])
    for size in [100, 500, Self.whole] {
      let file = "\(folder.path)/long.json"
      #expect(Outcome(file, piecesOf: size) == Outcome(file, piecesOf: Self.whole))
      guard case .error(let error) = Outcome("\(folder.path)/wrong.json", piecesOf: size) else {
        Issue.record("a subnet of nothing was taken")
        continue
      }
      #expect(error.place == "Subnets[0]")
    }
  }

  @Test func `the shop, damaged or not, in pieces of any size`() throws {
    let seed: UInt64 = 0x5049_4543
    var generator = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let compact = try Shop.files().map { Array(try JSONTree(parsing: $0).text.utf8) }
    let files = try Shop.files() + compact + [Array(Shop.tree().text.utf8)]
    for round in 1...3_000 {
      let file = files.randomElement(using: &generator) ?? []
      let isDamaged = Int.random(in: 0..<3, using: &generator) > 0
      try folder.write(isDamaged ? Mutation.ofBytes(file, using: &generator) : file, to: "a.json")
      let size = Int.random(in: 1...max(2, file.count), using: &generator)
      let expected = Outcome("\(folder.path)/a.json", piecesOf: Self.whole)
      let cores = [1, 2, 3, 8].randomElement(using: &generator)
      let found = Outcome("\(folder.path)/a.json", piecesOf: size, onCores: cores)
      // What is wrong in a piece is told before a syntax error behind it.
      if case .error(let error) = expected, error.place.hasPrefix("line "), case .error(let other) = found,
        !other.place.hasPrefix("line ")
      {
        continue
      }
      if found != expected {
        Issue.record("pieces of \(size), seed \(seed), round \(round): \(found), not \(expected)")
      }
    }
  }
}
