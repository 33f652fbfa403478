extension BruteForce {
  /// A way from one interface to another.
  struct InsideWalk {
    let sender: Station
    let receiver: Station
    /// Each end as the other one's security groups see it.
    let senderIdentity: PeerIdentity
    let receiverIdentity: PeerIdentity
    let reading: Reading

    init(from sender: Station, to receiver: Station, reading: Reading) {
      self.sender = sender
      self.receiver = receiver
      self.reading = reading
      senderIdentity = sender.identity(for: receiver)
      receiverIdentity = receiver.identity(for: sender)
    }
  }
}

extension BruteForce.InsideWalk {
  /// A request: security group and ACL on the way out, the route table of the sender's subnet,
  /// then ACL and security group on the way in.
  func request(_ packet: BruteForce.Packet) -> BruteForce.Passage {
    var passage = BruteForce.Passage()
    passage.meet(BruteForce.Outcome(sender.isRunning && receiver.isRunning))
    passage.meet(BruteForce.decide(sender.groupEgress, packet, peer: receiverIdentity))
    cross(packet, &passage)
    if isOver(passage) { return passage }
    passage.meet(BruteForce.decide(receiver.groupIngress, packet, peer: senderIdentity))
    return passage
  }

  /// A reply: security groups remember the connection, ACLs and routes do not
  /// (trap 16), and the way back is looked up for itself (trap 33).
  func reply(_ packet: BruteForce.Packet) -> BruteForce.Passage {
    var passage = BruteForce.Passage()
    cross(packet, &passage)
    return passage
  }

  /// From one subnet into another. Inside one subnet neither ACL nor route table has a say
  /// (trap 11).
  private func cross(_ packet: BruteForce.Packet, _ passage: inout BruteForce.Passage) {
    if sender.subnet == receiver.subnet { return }
    passage.meet(sender.leaveSubnet(packet))
    if passage.outcome == .drop { return }
    switch sender.nextHop(packet) {
    case .local:
      // Inside the VPC the address belongs to the receiver, or the packet ends elsewhere.
      passage.meet(BruteForce.Outcome(sender.vpc == receiver.vpc))
    case .internetGateway(let attached):
      passage.meet(attached)
      passage.meet(sender.passGateway(packet))
      // From one VPC over the internet into another: not modelled.
      passage.takeUnknownRoute()
    case .nowhere:
      passage.meet(.drop)
    case .unknown:
      passage.takeUnknownRoute()
    }
    if isOver(passage) { return }
    passage.meet(receiver.enterSubnet(packet))
  }

  private func isOver(_ passage: BruteForce.Passage) -> Bool {
    passage.outcome == .drop
      || passage.tookUnknownRoute && !reading.filtersBeyondUnknownRoute
  }
}
