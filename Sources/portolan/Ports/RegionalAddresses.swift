import HostPorts
import NetworkModel
import Program

/// How many addresses a regional NAT gateway has in each zone, as a snapshot tells.
///
/// It connects on from those it has in its client's zone, so that each zone has ports of its own (UG/nat-gateways-regional).
struct RegionalAddresses {
  private let title: String
  private let takesAddresses: Bool?
  /// The zones and their numbers, in order of the zones.
  private let counts: [(zone: String, count: Int)]

  init(_ gateway: NATGateway) throws {
    title = gateway.title
    takesAddresses = gateway.takesAddresses
    var counts: [String: Int] = [:]
    for address in gateway.addresses {
      guard let zone = address.zone else {
        throw Failure(
          "\(title) is a regional NAT gateway, and the snapshot does not tell the zones of its addresses (AvailabilityZone, which a current aws CLI prints): give how many it has in a zone, such as --nat-gateway 2"
        )
      }
      counts[zone, default: 0] += 1
    }
    guard !counts.isEmpty else {
      throw Failure(
        "\(title) is a regional NAT gateway of which the snapshot lists no address in use: give how many it has in a zone, such as --nat-gateway 2"
      )
    }
    self.counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The ports for the clients of a zone; nil when it has no address there.
  func supply(in zone: String) -> Supply? {
    counts.first { $0.zone == zone }.map { Supply(regionalNATGatewayAddresses: $0.count) }
  }

  /// The zone that is asked about: the given one, or that with the fewest addresses.
  func zone(_ wanted: String?) throws -> (zone: String, count: Int) {
    let found =
      wanted.map { wanted in counts.first { $0.zone == wanted } }
      ?? counts.min { ($0.count, $0.zone) < ($1.count, $1.zone) }
    guard let found else {
      throw Failure(
        "--zone: \(title) has no address in “\(wanted ?? "")”; it has some in \(counts.map(\.zone).joined(separator: ", "))"
      )
    }
    return found
  }

  /// It and all its zones in words.
  var words: String {
    let zones = counts.map { "\($0.count) in \($0.zone)" }.joined(separator: ", ")
    return "through \(title), a regional NAT gateway with addresses by zone: \(zones)"
  }

  /// What an answer for one zone leaves out; nil when there is no other.
  func note(of zone: String) -> String? {
    let others = counts.filter { $0.zone != zone }.map { "\($0.zone) has \($0.count)" }
    guard !others.isEmpty else { return nil }
    return
      "Clients of each zone have addresses of their own: this is about those in \(zone); \(others.joined(separator: ", ")) (--zone)."
  }

  /// How soon AWS adds addresses is not documented (BOTO:ec2 `NatGateway.AutoScalingIps`).
  var growthNote: String? {
    switch takesAddresses {
    case false?: nil
    case true?:
      "\(title) takes more addresses by itself when it needs them, up to \(Supply.mostAddressesInZone) in a zone (AutoScalingIps). AWS does not say how soon: this reckons with those it has."
    case nil:
      "The snapshot does not tell whether \(title) takes more addresses by itself (AutoScalingIps): this reckons with those it has."
    }
  }
}
