extension PathOracle {
  /// One telling of a question, with one choice of everything that AWS chooses.
  final class Inquiry {
    let oracle: PathOracle
    let question: PathNetwork.Question
    let chooser: Chooser
    let notebook: Notebook
    /// The legs so far.
    var told: [Leg] = []
    /// The NAT gateways and instances that translated so far: none does so twice.
    var translators: Set<String> = []

    init(oracle: PathOracle, question: PathNetwork.Question, chooser: Chooser, notebook: Notebook) {
      self.oracle = oracle
      self.question = question
      self.chooser = chooser
      self.notebook = notebook
    }
  }

  /// What a leg is about.
  struct Call {
    var client: Place
    var server: Place
    /// The source of the request, if it is not the client's own address.
    var source: Address?
    /// The destination of the request.
    var dialled: Address
    var port: UInt16
    var clientPorts: [UInt16]
    /// What decides about the request once it has arrived.
    var epilogue: Epilogue = .none
  }

  /// What becomes of a connection to a node of a load balancer, as far as nobody else decides it.
  enum Epilogue {
    case none
    case closed(String)
    case lost
  }

  /// What is known after a leg.
  struct Stage {
    /// Whether later legs are asked about.
    var goesOn: Bool
    /// Whether the client's address is known where the leg ends.
    var isSourceKnown = true
    /// The client's address as the server sees it.
    var seenSource: Address
    /// The one that called on the last leg.
    var client: Place
  }
}

extension PathOracle.Inquiry {
  typealias Call = PathOracle.Call
  typealias Stage = PathOracle.Stage
  typealias Place = PathOracle.Place
  typealias Host = PathOracle.Host
  typealias Address = RandomNetwork.Address

  /// The legs of this telling; nil when the choice is one that AWS does not make.
  func legs() -> [PathOracle.Leg]? {
    let client = oracle.place(question.from)
    let ports = question.hasPorts ? Array(question.clientPorts) : [0]
    if case .loadBalancer(let name) = question.to {
      guard let balancer = oracle.network.loadBalancers.first(where: { $0.name == name }) else {
        preconditionFailure("the question names a load balancer of the network")
      }
      notebook.kinds.insert("\(balancer.kind.rawValue) load balancer")
      let node = chooser.choose(oracle.nodes(of: balancer))
      return serve(balancer, node: node, client: client, port: question.port, ports: ports) ? told : nil
    }
    let server = oracle.place(question.to)
    var dialled = server.address
    if case .publicly(_, let address) = question.to { dialled = address }
    if client.host == nil { dialled = server.address }
    _ = connect(
      Call(client: client, server: server, dialled: dialled, port: question.port, clientPorts: ports))
    return told
  }

  /// Tells a connection, with a further leg for each NAT gateway on the way.
  func connect(_ call: Call) -> Stage {
    let leash = PathOracle.Leash()
    var request = PathOracle.Course(gates: [], end: .stopped, source: call.client.address, middleboxes: [])
    var reply: PathOracle.Course?
    if let client = call.client.host {
      request = walk(call, leash, from: client)
      switch request.end {
      case .arrived:
        guard let server = call.server.host else { preconditionFailure("only hosts are arrived at") }
        close(&request, with: call.epilogue)
        reply = answer(call, request, leash, from: server)
      case .left(let portal):
        reply = comeBack(call, request, leash, by: portal, to: client)
      case .natGateway(let gateway):
        return translate(call, request, leash, by: gateway)
      case .natInstance(let box):
        return translate(call, request, leash, by: box)
      case .stopped, .lost: break
      }
    } else if let server = call.server.host {
      (request, reply) = comeIn(call, leash, to: server)
      if case .arrived = request.end { close(&request, with: call.epilogue) }
    }
    let goesOn = tell(call, request, reply)
    var stage = Stage(goesOn: goesOn, seenSource: request.source, client: call.client)
    if case .lost = request.end { stage.isSourceKnown = false }
    return stage
  }

  private func close(_ request: inout PathOracle.Course, with epilogue: PathOracle.Epilogue) {
    switch epilogue {
    case .none: break
    case .closed(let reason): request.gates.append(.closed(reason))
    case .lost: request.end = .lost
    }
  }

  /// Ends a leg at a NAT gateway and begins the next at one of its addresses.
  private func translate(
    _ call: Call, _ request: PathOracle.Course, _ leash: PathOracle.Leash, by gateway: PathNetwork.NATGateway
  ) -> Stage {
    let hosts = gateway.addresses.compactMap { oracle.host(gateway, $0) }
    guard !hosts.isEmpty else {
      // Which address it would take is not known; nothing more can be asked.
      var lost = request
      lost.end = .lost
      return Stage(goesOn: tell(call, lost, nil), seenSource: request.source, client: call.client)
    }
    let host = chooser.choose(hosts)
    return translate(call, request, leash, by: host, ports: oracle.sharedPorts)
  }

  /// The same at a NAT instance, which keeps the client's port where it can.
  private func translate(
    _ call: Call, _ request: PathOracle.Course, _ leash: PathOracle.Leash, by box: Host
  ) -> Stage {
    let low = call.clientPorts.filter { $0 < 1024 }
    return translate(call, request, leash, by: box, ports: low + oracle.sharedPorts)
  }

  private func translate(
    _ call: Call, _ request: PathOracle.Course, _ leash: PathOracle.Leash, by host: Host, ports: [UInt16]
  ) -> Stage {
    var request = request
    let isLoop = !translators.insert(host.id).inserted
    if isLoop { request.gates.append(.closed("ROUTING_LOOP")) }
    let reply = isLoop ? nil : answer(call, request, leash, from: host)
    guard tell(call, request, reply) else {
      return Stage(goesOn: false, seenSource: request.source, client: call.client)
    }
    var next = call
    next.client = .host(host)
    next.source = nil
    next.clientPorts = question.hasPorts ? ports : [0]
    return connect(next)
  }

  /// Sends a packet each way for each client port, and notes what becomes of them; false when no request arrives.
  func tell(
    _ call: Call, _ request: PathOracle.Course, _ reply: PathOracle.Course?, keepsPorts: Bool = false
  ) -> Bool {
    let key = PathOracle.Notebook.Key(leg: told.count, choices: chooser.choices.map(\.index))
    let packet = requestPacket(call, request)
    if notebook.account != nil { notebook.account? += account(call, request, reply) }
    var arrives = request.outcome(packet) != .drop
    if case .lost = request.end { arrives = false }
    var outcomes = notebook.outcomes[key]
    if outcomes == nil {
      outcomes = converse(call, packet, request, reply)
      notebook.outcomes[key] = outcomes
    }
    told.append(
      PathOracle.Leg(
        fromAddress: (call.source ?? call.client.address).description, toAddress: call.dialled.description,
        serverPort: call.port, clientPorts: call.clientPorts, outcomes: outcomes ?? [], keepsPorts: keepsPorts))
    return arrives
  }

  private func requestPacket(_ call: Call, _ request: PathOracle.Course) -> PathOracle.Packet {
    PathOracle.Packet(
      source: request.source, destination: call.dialled, protocolNumber: question.protocolNumber, sourcePort: 0,
      destinationPort: call.port, icmpType: question.protocolNumber == 58 ? 128 : 8, icmpCode: 0)
  }

  /// What the request cannot be followed to, nobody answers for sure; what it does not arrive at, nobody answers at all.
  private func converse(
    _ call: Call, _ packet: PathOracle.Packet, _ request: PathOracle.Course, _ reply: PathOracle.Course?
  ) -> [PathOracle.Outcome] {
    var packet = packet
    var answer = PathOracle.Packet(
      source: call.dialled, destination: request.source, protocolNumber: question.protocolNumber,
      sourcePort: call.port, destinationPort: 0, icmpType: question.protocolNumber == 58 ? 129 : 0, icmpCode: 0)
    let requests = call.clientPorts.map { port in
      packet.sourcePort = port
      return packet
    }
    let there = request.outcomes(requests, seen: [])
    if case .lost = request.end { return there }
    guard let reply else { return there.map { _ in .drop } }
    let answers = call.clientPorts.map { port in
      answer.destinationPort = port
      return answer
    }
    return zip(there, reply.outcomes(answers, seen: request.middleboxes)).map { $0 && $1 }
  }
}
