internal import NetworkModel

extension Directory {
  /// Whether an end is asked to begin connections or to take them.
  enum Part {
    case clients
    case servers
  }

  /// What an end of an intent comes to.
  ///
  /// - Throws: `IntentProblem` at the first term, or exception, that nothing in the network answers to.
  func party(_ end: Intent.End, as part: Part) throws(IntentProblem) -> Party {
    var party = Party()
    for term in end.terms { party.add(try self.party(term, as: part)) }
    if end.exceptions.isEmpty { return party }
    var exceptions = Party()
    for term in end.exceptions { exceptions.add(try self.party(term, as: part)) }
    let rest = party.subtracting(exceptions)
    if rest.isEmpty { throw IntentProblem("the exceptions leave nothing of “\(end.label)”", at: end.place) }
    return rest
  }

  /// What a term alone comes to; nil when that is nothing.
  func party(named text: String, as part: Part) -> Party? {
    guard let party = try? party(text, as: part), !party.isEmpty else { return nil }
    return party
  }

  private func party(_ term: Intent.Term, as part: Part) throws(IntentProblem) -> Party {
    do throws(EndpointError) {
      let party = try party(term.text, as: part)
      if party.isEmpty { throw .mismatched("“\(term.text)” matches nothing in the snapshot that has an address") }
      return party
    } catch {
      throw IntentProblem("\(error)", at: term.place)
    }
  }

  /// Finds what `text` names. Unlike a question's end it may be many things, and a name may be several things' name.
  ///
  /// Patterns, tags, places and groups leave out NAT gateways and the interfaces of transit gateways, which are no ends of connections, and
  /// of clients the interfaces of VPC endpoints, which begin none.
  private func party(_ text: String, as part: Part) throws(EndpointError) -> Party {
    var party = Party()
    if text == "any" || text == "*" {
      party.add(members: everyMember(), of: text, as: part, in: self)
      return party
    }
    if text == "internet" || IPAddress(text) != nil {
      party.add(try endpoint(text))
      return party
    }
    if let block = CIDRBlock(text) { return try self.party(in: block, text, as: part) }
    if let colon = text.firstIndex(of: ":"), let selector = Selector(rawValue: String(text[..<colon])) {
      party.add(
        members: try members(selector, String(text[text.index(after: colon)...])), of: text, as: part, in: self)
      if party.isEmpty { throw .mismatched("\(text) has no network interface that is an end") }
      return party
    }
    return try self.party(called: text, as: part)
  }

  /// What may stand before a colon.
  private enum Selector: String, CaseIterable {
    case tag
    case subnet
    case securityGroup = "security-group"
    case vpc
  }

  private func members(_ selector: Selector, _ text: String) throws(EndpointError) -> Members {
    let pattern = Wildcard(text)
    func isCalled(_ id: String, _ name: String?) -> Bool { pattern.matches(id) || name.map(pattern.matches) ?? false }
    func missing(_ what: String, _ names: [String]) -> EndpointError {
      let near = nearest(to: text, among: Set(names)).map { "\(selector.rawValue):\($0)" }
      return near.isEmpty
        ? .mismatched("no \(what) in the snapshot is called “\(text)”")
        : .unknown("\(selector.rawValue):\(text)", suggestions: near)
    }
    switch selector {
    case .tag:
      return try members(tagged: text)
    case .subnet:
      let subnets = Set(network.subnets.filter { isCalled($0.id.text, $0.name) }.map(\.id))
      if subnets.isEmpty {
        throw missing("subnet", network.subnets.flatMap { [$0.id.text, $0.name].compactMap(\.self) })
      }
      return members(of: subnets)
    case .securityGroup:
      let groups = Set(network.securityGroups.filter { isCalled($0.id.text, $0.name) }.map(\.id))
      if groups.isEmpty { throw missing("security group", network.securityGroups.flatMap { [$0.id.text, $0.name] }) }
      return members(of: groups)
    case .vpc:
      let vpcs = Set(network.vpcs.filter { isCalled($0.id.text, $0.name) }.map(\.id))
      if vpcs.isEmpty { throw missing("VPC", network.vpcs.flatMap { [$0.id.text, $0.name].compactMap(\.self) }) }
      return members(of: vpcs)
    }
  }

  /// The interfaces that bear a tag, or whose instance does; `key=value`, of which the value may have wildcards.
  private func members(tagged text: String) throws(EndpointError) -> Members {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw .mismatched("tag:\(text) names no value: write tag:key=value, such as tag:tier=app or tag:tier=*")
    }
    let key = String(text[..<equals])
    let pattern = Wildcard(String(text[text.index(after: equals)...]))
    func matches(_ name: String?, _ tags: [Tag]) -> Bool {
      if key == "Name", let name, pattern.matches(name) { return true }
      return tags.contains { $0.key == key && pattern.matches($0.value) }
    }
    let instances = Set(network.instances.filter { matches($0.name, $0.tags) }.map(\.id))
    let found = network.networkInterfaces.filter {
      matches($0.name, $0.tags) || $0.instance.map(instances.contains) ?? false
    }
    // What AWS runs for others bears no tag that a listed interface would show.
    let unlisted = network.unlistedInterfaces() ?? network.undescribedInstances()
    if !found.isEmpty || unlisted != nil { return Members(listed: found, standIns: [], unlisted: unlisted) }
    let tags = network.instances.flatMap(\.tags) + network.networkInterfaces.flatMap(\.tags)
    let values = Set(tags.filter { $0.key == key }.map(\.value)).sorted()
    if values.isEmpty {
      let near = nearest(to: key, among: Set(tags.map(\.key) + ["Name"])).map { "tag:\($0)=…" }
      if !near.isEmpty { throw .unknown("tag:\(text)", suggestions: near) }
    }
    throw .mismatched(
      values.isEmpty
        ? "no interface or instance in the snapshot has a tag “\(key)”"
        : "no interface or instance has tag:\(text); “\(key)” is "
          + values.prefix(6).map { "“\($0)”" }.joined(separator: ", ") + (values.count > 6 ? ", …" : ""))
  }

  /// Everything that has a name, or one that a pattern fits; what has interfaces of its own goes before places and groups.
  private func party(called text: String, as part: Part) throws(EndpointError) -> Party {
    var party = Party()
    let isID = network.networkInterfaces[Identifier(text)] != nil || network.instances[Identifier(text)] != nil
    if isID || standIn(text) != nil {
      party.add(try endpoint(text))
      return party
    }
    var meanings: [Meaning]
    if Wildcard.isOne(text) {
      let serving = Set(namesOfServices)
      meanings = namesOfThings.filter(Wildcard(text).matches).flatMap {
        computers(named: $0) + (serving.contains($0) ? services(named: $0) : [])
      }
    } else {
      meanings = computers(named: text) + services(named: text)
    }
    // Of several, some may have no address any more, such as instances that were terminated.
    var problem: EndpointError?
    for meaning in meanings {
      do throws(EndpointError) { party.add(try meaning.endpoint()) } catch { problem = error }
    }
    if Wildcard.isOne(text), let unlisted = network.unlistedInterfaces() ?? network.undescribedInstances() {
      party.add(unlisted, of: text)
    }
    if !party.isEmpty { return party }
    if let problem { throw problem }
    let places = Wildcard.isOne(text) ? Set(namesOfGroups).filter(Wildcard(text).matches).sorted() : [text]
    for name in places {
      let subnets = Set(network.subnets.filter { $0.id.text == name || $0.name == name }.map(\.id))
      let groups = Set(network.securityGroups.filter { $0.id.text == name || $0.name == name }.map(\.id))
      let vpcs = Set(network.vpcs.filter { $0.id.text == name }.map(\.id))
      let kinds = [subnets.isEmpty ? nil : "subnet", groups.isEmpty ? nil : "security-group"].compactMap(\.self)
      if kinds.count > 1 {
        throw .ambiguous(name, candidates: kinds.map { "\($0):\(name)" })
      }
      if network.isStrict, let unknown = otherMeaning(of: name, vpcs.isEmpty) { party.add(unknown, of: text) }
      if !subnets.isEmpty { party.add(members: members(of: subnets), of: text, as: part, in: self) }
      if !vpcs.isEmpty { party.add(members: members(of: vpcs), of: text, as: part, in: self) }
      if !groups.isEmpty { party.add(members: members(of: groups), of: text, as: part, in: self) }
    }
    if !party.isEmpty { return party }
    if Wildcard.isOne(text) { throw .mismatched("nothing in the snapshot has a name like “\(text)”") }
    throw .unknown(text, suggestions: suggestions(for: text))
  }

  /// That a name of a subnet or group may be that of something which is not listed; nil for an id, and where everything is.
  private func otherMeaning(of name: String, _ mayBeName: Bool) -> Unknown? {
    let isID = network.subnets[Identifier(name)] != nil || network.securityGroups[Identifier(name)] != nil
    guard !isID, mayBeName, let call = callForMoreNames else { return nil }
    return Unknown("things that are not listed", for: call, network.ledger.status(of: call))
  }

  /// The interfaces that a block covers and, where it reaches beyond the VPCs, the addresses outside.
  private func party(in block: CIDRBlock, _ text: String, as part: Part) throws(EndpointError) -> Party {
    if block.isAny {
      throw .mismatched("\(text) is every address: write [any, internet] for all interfaces and the internet")
    }
    var party = Party()
    let inside = network.networkInterfaces.lazy.flatMap { interface in
      interface.addresses.lazy.filter { block.contains($0.address) }.map { (interface, $0) }
    }
    party.add(
      inside.filter { isEnd($0.0, as: part) }.map { Host($0.0, $0.1, on: terrain) }
        .sorted { $0.address.address < $1.address.address })
    party.add(members: members(in: block), of: text, as: part, in: self)
    let outside = AddressSet([block]).subtracting(AddressSet(network.vpcs.flatMap(\.cidrBlocks)))
    if !outside.isEmpty {
      party.add(Endpoint(name: text, kind: .outside(outside), clientPorts: .anyClient))
    } else if party.isEmpty {
      throw .unused(text, subnet: "a VPC")
    }
    return party
  }

  /// Whether patterns, tags, places and groups mean an interface too.
  func isEnd(_ interface: NetworkInterface, as part: Part) -> Bool {
    !interface.isNATGateway && interface.type != "transit_gateway"
      && (part == .servers || interface.type != "vpc_endpoint")
  }

  /// The same of an end that is not listed.
  fileprivate func isEnd(_ standIn: Endpoint, as part: Part) -> Bool {
    guard case .hosts(let hosts) = standIn.kind, let host = hosts.first else { return true }
    return isEnd(host.interface, as: part)
  }
}

extension Party {
  /// Adds what is in something that a term names.
  fileprivate mutating func add(members: Members, of term: String, as part: Directory.Part, in directory: Directory) {
    for interface in members.listed where directory.isEnd(interface, as: part) { add(directory.ends(of: interface)) }
    for standIn in members.standIns where directory.isEnd(standIn, as: part) { add(standIn) }
    if let unlisted = members.unlisted { add(unlisted, of: term) }
  }
}
