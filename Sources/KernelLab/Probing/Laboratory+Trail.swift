public import NetworkModel
internal import Ports

extension Laboratory {
  /// The rules that packets of one client port meet, by the rules' counters before and after: which hit, and where.
  ///
  /// Other packets that are still on their way count too; a lab at rest has none.
  public func trail(of experiment: Experiment, from port: UInt16, in network: Network) throws(LabError) -> [String] {
    let single = try Experiment(
      from: experiment.from, to: experiment.to, ipProtocol: experiment.ipProtocol, port: experiment.port,
      clientPorts: experiment.clientPorts.map { _ in PortSet(port) }, beyond: experiment.beyond)
    let before = try counters()
    _ = try run(single, in: network)
    let after = try counters()
    return zip(before, after).filter { $0.packets < $1.packets }.map { $1.rule }
  }

  /// Every counted rule of every namespace, in order.
  private func counters() throws(LabError) -> [(rule: String, packets: Int)] {
    var counters: [(String, Int)] = []
    for (position, space) in spaces.enumerated() where !blueprint.spaces[position].ruleset.isEmpty {
      // Terse: without the elements of sets.
      let text = String(decoding: try space.run("nft", ["-t", "list", "table", "inet", "portolan"]), as: UTF8.self)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "packets"), let packets = Int(words[place + 1]),
          let comment = line.split(separator: "\"").last(where: { !$0.isEmpty }), line.hasSuffix("\"")
        else { continue }
        counters.append(("\(comment) in \(blueprint.spaces[position].label)", packets))
      }
    }
    return counters
  }
}
