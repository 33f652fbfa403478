internal import Network

/// The lanes between all spots. Equal ones are kept once: there are far fewer of them than pairs.
struct Lanes: Sendable {
  /// The lanes that differ.
  let distinct: [Lane]
  /// How many spots there are.
  let spots: Int
  private let numbers: [UInt32]

  /// Follows every lane between `endpoints`' spots.
  ///
  /// - Complexity: Quadratic in the number of spots.
  init(between endpoints: EndpointClasses, through plane: Plane) {
    var numbering = Numbering<Lane>()
    let none = numbering.number(of: Lane(ways: [.closed]))
    var numbers: [UInt32] = []
    numbers.reserveCapacity(endpoints.spots.count * endpoints.spots.count)
    for (from, client) in endpoints.spots.enumerated() {
      for (to, server) in endpoints.spots.enumerated() {
        let other = server.members.last ?? 0
        if from == to, server.members.count == 1 {
          numbers.append(UInt32(none))
        } else {
          let lane = plane.lane(
            from: endpoints.hosts[client.members.lowerBound], to: endpoints.hosts[other])
          numbers.append(UInt32(numbering.number(of: lane)))
        }
      }
    }
    distinct = numbering.keys
    spots = endpoints.spots.count
    self.numbers = numbers
  }

  /// The number of the lane from one spot to another.
  func number(from client: Int, to server: Int) -> Int { Int(numbers[client * spots + server]) }

  /// The lane from one spot to another; of a spot with a single endpoint to itself, one that lets nothing through.
  subscript(client: Int, server: Int) -> Lane { distinct[number(from: client, to: server)] }

  /// The numbers of the lanes from a spot, by the spots they lead to.
  func numbers(from client: Int) -> ArraySlice<UInt32> { numbers[client * spots..<(client + 1) * spots] }
}
