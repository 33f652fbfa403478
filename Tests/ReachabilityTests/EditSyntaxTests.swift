import NetworkModel
import Ports
import Reachability
import Seeds
import Testing

/// Edits as people write them.
@Suite struct EditSyntaxTests {
  private static func network() throws -> Network {
    var sketch = Sketch.withGateway
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000), .allow(110, "1", icmp: (8, -1))]
    sketch.groups["sg-server"].inbound = [.allow("tcp", 5432, 5432, with: "sg-client")]
    sketch.prefixLists.add(SketchedPrefixList(id: "pl-office", blocks: ["192.0.2.0/24"]))
    return try sketch.network
  }

  @Test func `every kind of edit can be said, and does just what it says`() throws {
    let network = try Self.network()
    for text in [
      "data outbound 100 ports=32768-60999", "acl-data egress 100 ports=32768-60999", "acl data outbound 100 deny",
      "data outbound 100 to=10.0.1.0/24", "data outbound 100 cidr=10.0.1.0/24 action=deny protocol=udp",
      "data outbound 100 all", "data outbound 110 type=0", "data outbound 100 icmp type=3 code=4",
      "data outbound add 90 tcp ports=1024-65535 to=0.0.0.0/0", "data inbound add 5 deny from=198.51.100.7",
      "data ingress add 6 allow all from=::/0", "data outbound remove 100", "data outbound delete 110",
      "server inbound add tcp 443 from=0.0.0.0/0", "server inbound add from=pl-office",
      "sg-server inbound add udp ports=53 from=client", "group server outbound add icmp type=8 to=10.0.0.0/16",
      "server inbound add ports=22 from=server", "server inbound remove tcp 5432 from=client",
      "rtb-app 0.0.0.0/0 via=eni-server", "rtb-app add 192.168.0.0/16 via=igw-1",
      "table rtb-app add pl-office via=igw-1",
      "rtb-app remove 0.0.0.0/0", "rtb-data 0.0.0.0/0 via=blackhole",
    ] {
      do {
        let edit = try EditSyntax(network).edit(text)
        #expect(network.alterations(to: network.applying(edit)) == [.edit(edit)], "\(text)")
        #expect(try Self.isWrittenAsRead(edit, of: network), "\(text): \(edit.syntax)")
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  /// Whether an edit, and the one that takes it back, are written as they are read again.
  private static func isWrittenAsRead(_ edit: Edit, of network: Network) throws(EditSyntaxError) -> Bool {
    let read = try EditSyntax(network).edit(edit.syntax)
    let readBack = try EditSyntax(network.applying(edit)).edit(edit.inverse.syntax)
    return read == edit && readBack == edit.inverse
  }

  @Test func `what an edit leaves out stays as it is`() throws {
    let edit = try EditSyntax(Self.network()).edit("data outbound 100 ports=32768-60999")
    guard case .replaceEntry(_, let old, let new) = edit else {
      Issue.record("\(edit)")
      return
    }
    var expected = old
    expected.pattern = TrafficPattern(.tcp, PortSet(32_768...60_999))
    #expect(new == expected)
  }

  @Test func `what is wrong with an edit is told, and what is near`() throws {
    let network = try Self.network()
    for (text, reason) in [
      ("", "name the network ACL"), ("dta outbound 100 deny", "did you mean data?"),
      ("data 100 deny", "say “inbound” or “outbound”"), ("data outbound deny", "say which entry by its number"),
      ("data outbound 7 deny", "it has 100, 110; to add one, say “add”"),
      ("data outbound add 100 deny to=0.0.0.0/0", "has an outbound entry 100 already"),
      ("data outbound add 7 deny", "a new entry needs to="),
      ("data outbound add 40000 deny to=::/0", "go from 1 to 32766"),
      ("data outbound 100 from=0.0.0.0/0", "say to="), ("data outbound 100 prts=1", "did you mean ports?"),
      ("data outbound 100 ports=1,3", "one range of ports"), ("data outbound 100 ports=x", "“x” is not a port"),
      ("data outbound 100 to=10.0.0.0/99", "no block of addresses"), ("data outbound 100 denny", "did you mean deny?"),
      ("data outbound 100 allow", "already"), ("data outbound 110 ports=5", "only tcp and udp have ports"),
      ("server inbound tcp 22 from=0.0.0.0/0", "say “add” or “remove”"), ("server inbound add tcp 22", "say whom"),
      ("server inbound add deny from=0.0.0.0/0", "only allows"),
      ("server inbound add from=clint", "did you mean client?"),
      ("server inbound remove tcp 1 from=client", "has no such rule"), ("rtb-app 0.0.0.0/0", "say what carries"),
      ("rtb-app add 0.0.0.0/0 via=igw-1", "already"), ("rtb-app 10.9.0.0/16 via=igw-1", "say “add”"),
      ("rtb-app add 10.9.0.0/16 via=igw-2", "did you mean igw-1?"), ("rtb-ap remove 0.0.0.0/0", "did you mean"),
      ("\"data outbound", "never closed"),
    ] {
      #expect(throws: EditSyntaxError.self, "\(text)") { try EditSyntax(network).edit(text) }
      do { _ = try EditSyntax(network).edit(text) } catch { #expect(error.reason.contains(reason), "\(error)") }
    }
  }

  @Test func `a local route may lead elsewhere as AWS lets it, and never goes`() throws {
    let network = try Self.network()
    let table = try #require(network.routeTables["rtb-app"])
    let local = try #require(table.routes.first { $0.target == .local })
    guard case .cidrBlock(let block) = local.destination else {
      Issue.record("\(local)")
      return
    }
    let replaced = try EditSyntax(network).edit("rtb-app \(block) via=eni-server")
    #expect(try Self.isWrittenAsRead(replaced, of: network))
    for (text, reason) in [
      ("rtb-app remove \(block)", "nobody can remove the local route"),
      ("rtb-app \(block) via=igw-1", "to nothing else"), ("rtb-app \(block) via=blackhole", "to nothing else"),
      ("rtb-app add 10.77.0.0/16 via=local", "AWS makes local routes by itself"),
      ("rtb-app 0.0.0.0/0 via=local", "only a route for a block of the VPC"),
    ] {
      do {
        Issue.record("\(try EditSyntax(network).edit(text))")
      } catch {
        #expect(error.reason.contains(reason), "\(error)")
      }
    }
  }

  @Test func `no text breaks the reader, and what it takes for an edit is one`() throws {
    let network = try Self.network()
    let subjects = [
      "data", "acl-data", "server", "sg-server", "rtb-app", "acl data", "group server", "table rtb-app", "x",
    ]
    let directions = ["inbound", "outbound", "egress", "", "10.9.0.0/16"]
    let words = [
      "add", "remove", "100", "110", "7", "-1", "99999999999999999999", "allow", "deny", "tcp", "udp", "icmp", "all",
      "ports=22", "ports=", "ports=0-65535", "ports=9-1", "from=0.0.0.0/0", "from=client", "to=::/0", "to=server",
      "cidr=10.0.0.0/8", "via=igw-1", "via=", "=", "type=8", "type=300", "code=0", "0.0.0.0/0", "\"", "'", "é=1",
      "\u{0}",
      "action=deny", "inbound",
    ]
    var random = SeededGenerator(seed: 0xED17)
    var edits = 0
    for _ in 0..<20_000 {
      let some = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in words.randomElement(using: &random) }
      let start = [subjects, directions, ["add", "remove", "100", ""]].compactMap { $0.randomElement(using: &random) }
      let text = (start + some).joined(separator: " ")
      do throws(EditSyntaxError) {
        let edit = try EditSyntax(network).edit(text)
        edits += 1
        #expect(network.alterations(to: network.applying(edit)) == [.edit(edit)], "\(text)")
        #expect(try Self.isWrittenAsRead(edit, of: network), "\(text): \(edit.syntax)")
      } catch {
        #expect(!error.reason.isEmpty, "\(text)")
      }
    }
    #expect(edits > 100)
  }
}
