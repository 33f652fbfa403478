/// A scene with a place for everything: boxes in whole units, the same for the same scene.
///
/// The internet is the sky above, on-premises networks the ground beneath, and between them stand the accounts. Free lanes are left
/// between the boxes, in which ways run: see `Channel`.
struct Plan {
  /// A box with a title.
  struct Enclosure {
    let title: String
    let frame: Frame
  }

  struct PlacedVPC {
    let vpc: DrawnVPC
    let frame: Frame
  }

  struct PlacedSubnet {
    let subnet: DrawnSubnet
    let vpc: Int
    let frame: Frame
    /// A point inside, beside the edge, for packets that pass through.
    let gate: Point
  }

  struct PlacedCard {
    let card: DrawnCard
    let subnet: Int
    let frame: Frame
  }

  struct PlacedGateway {
    let gateway: DrawnGateway
    let vpc: Int
    let frame: Frame
  }

  struct PlacedTransit {
    let transit: DrawnTransit
    let frame: Frame
    /// Where ways come in and go out: beside the name.
    var door: Point { Point(x: frame.right - 44, y: frame.y + 26) }
  }

  var width = 0
  var height = 0
  var sky: Frame?
  var ground: Frame?
  var accounts: [Enclosure] = []
  var regions: [Enclosure] = []
  var vpcs: [PlacedVPC] = []
  var zones: [Enclosure] = []
  var subnets: [PlacedSubnet] = []
  var cards: [PlacedCard] = []
  var gateways: [PlacedGateway] = []
  var transits: [PlacedTransit] = []
  var notes: [(text: String, frame: Frame)] = []
  /// The lanes between the boxes.
  var channels: [Channel] = []
  /// How gateways are joined to what they lead to.
  var links: [[Point]] = []

  /// The measures of the drawing, in units.
  enum Measure {
    static let margin = 24
    /// The room for a trunk, which joins gateways to the sky, the ground and transit gateways.
    static let trunk = 36
    static let card = (width: 184, height: 66)
    static let cardGap = 14
    /// Under each row of cards: room for a way there and back.
    static let cardChannel = 44
    static let subnetPadding = 14
    static let subnetHeader = 46
    static let zonePadding = 12
    static let zoneHeader = 30
    static let gutter = 64
    static let rowGutter = 58
    static let vpcPadding = 20
    static let vpcHeader = 76
    static let vpcFooter = 44
    static let vpcGap = 50
    static let gateway = 26
    static let transit = (width: 240, height: 54)
    static let band = 36
    static let line = 16
    /// VPCs stand side by side as long as they are not wider than this together.
    static let rowWidth = 1_500
  }
}
