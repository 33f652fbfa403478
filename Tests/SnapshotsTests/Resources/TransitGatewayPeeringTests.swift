import NetworkModel
import Snapshots
import Testing

/// Each of two peered transit gateways in a snapshot has an attachment of its own, by whatever calls it is told.
@Suite struct TransitGatewayPeeringTests {
  private static func transitGateways(_ ids: String...) -> String {
    let list = ids.map { #"{"TransitGatewayId": "\#($0)"}"# }.joined(separator: ", ")
    return #""TransitGateways": [\#(list)]"#
  }

  private static func peering(_ id: String, _ fields: String = "") -> String {
    """
    {"TransitGatewayAttachmentId": "\(id)", "RequesterTgwInfo": {"TransitGatewayId": "tgw-1"},
      "AccepterTgwInfo": {"TransitGatewayId": "tgw-2"}\(fields)}
    """
  }

  private static func general(_ id: String, of own: String, to other: String) -> String {
    """
    {"TransitGatewayAttachmentId": "\(id)", "TransitGatewayId": "\(own)", "ResourceType": "peering",
      "ResourceId": "\(other)"}
    """
  }

  /// Each attachment as `id: own transit gateway -> other`.
  private static func ends(_ lists: String...) throws -> [String] {
    let network = try network("{\(lists.joined(separator: ", "))}")
    return network.transitGatewayAttachments.map { attachment in
      guard case .peering(let other, _) = attachment.attached else { return "\(attachment)" }
      return "\(attachment.id): \(attachment.transitGateway) -> \(other)"
    }
  }

  @Test func `one id for both ends makes two attachments, of which the requester's keeps the id`() throws {
    let both = ["a: tgw-1 -> tgw-2", "a@tgw-2: tgw-2 -> tgw-1"]
    let peerings = #""TransitGatewayPeeringAttachments": [\#(Self.peering("a"))]"#
    let seenTwice = #""TransitGatewayPeeringAttachments": [\#(Self.peering("a")), \#(Self.peering("a"))]"#
    let general =
      #""TransitGatewayAttachments": [\#(Self.general("a", of: "tgw-2", to: "tgw-1")), "#
      + Self.general("a", of: "tgw-1", to: "tgw-2") + "]"
    let transitGateways = Self.transitGateways("tgw-1", "tgw-2")
    #expect(try Self.ends(transitGateways, peerings) == both)
    #expect(try Self.ends(peerings, transitGateways) == both)
    #expect(try Self.ends(transitGateways, seenTwice) == both)
    #expect(try Self.ends(transitGateways, general) == both)
    #expect(try Self.ends(transitGateways, general, peerings) == both)
    #expect(try Self.ends(transitGateways, peerings, general) == both)
  }

  @Test func `of a peering with a transit gateway that is not in the snapshot there is one end`() throws {
    let peerings = #""TransitGatewayPeeringAttachments": [\#(Self.peering("a"))]"#
    #expect(try Self.ends(Self.transitGateways("tgw-1"), peerings) == ["a: tgw-1 -> tgw-2"])
    #expect(try Self.ends(Self.transitGateways("tgw-2"), peerings) == ["a: tgw-2 -> tgw-1"])
    #expect(try Self.ends(peerings) == ["a: tgw-1 -> tgw-2"])
  }

  @Test func `ends with an id each keep them`() throws {
    let accepter = #", "AccepterTransitGatewayAttachmentId": "b""#
    let both = ["a: tgw-1 -> tgw-2", "b: tgw-2 -> tgw-1"]
    let transitGateways = Self.transitGateways("tgw-1", "tgw-2")
    for peerings in [
      Self.peering("a", accepter), "\(Self.peering("a", accepter)), \(Self.peering("b"))",
      "\(Self.peering("b", accepter)), \(Self.peering("a", accepter))",
    ] {
      #expect(
        try Self.ends(transitGateways, #""TransitGatewayPeeringAttachments": [\#(peerings)]"#) == both, "\(peerings)")
    }
    let general =
      #""TransitGatewayAttachments": [\#(Self.general("a", of: "tgw-1", to: "tgw-2")), "#
      + Self.general("b", of: "tgw-2", to: "tgw-1") + "]"
    let peerings = #""TransitGatewayPeeringAttachments": [\#(Self.peering("a"))]"#
    #expect(try Self.ends(transitGateways, general, peerings) == both)
  }

  @Test func `two descriptions of a peering that differ in more than tags are noticed`() throws {
    let plain = Self.peering("a", #", "State": "available""#)
    let named = Self.peering("a", #", "State": "available", "Tags": [{"Key": "Name", "Value": "x"}]"#)
    #expect(try notices(#"{"TransitGatewayPeeringAttachments": [\#(plain), \#(named)]}"#) == [])
    let gone = Self.peering("a", #", "State": "deleted""#)
    #expect(
      try notices(#"{"TransitGatewayPeeringAttachments": [\#(plain), \#(gone)]}"#) == [
        "described twice and differently: the state of transit gateway peering a: f.json says both available and deleted"
      ])
  }

  @Test func `an id that looks like a made-up one stops nothing`() throws {
    let general =
      #""TransitGatewayAttachments": [\#(Self.general("a@tgw-2", of: "tgw-3", to: "tgw-4"))]"#
    let peerings = #""TransitGatewayPeeringAttachments": [\#(Self.peering("a"))]"#
    #expect(try Self.ends(Self.transitGateways("tgw-1", "tgw-2"), general, peerings).count == 2)
  }
}
