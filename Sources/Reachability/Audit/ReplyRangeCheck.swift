internal import NetworkModel
internal import Ports

/// Looks for network ACLs that drop the replies to a part of the client ports that a known kind of client draws from: connections from the
/// other ports work, so these hang now and then, depending on nothing but the port drawn (UG/custom-network-acl, trap 1, trap 2).
///
/// Only where requests get through: an ACL that keeps replies from those who may not ask is in order. High where few server ports are open,
/// so that somebody meant them; medium where many are, and perhaps nobody calls.
enum ReplyRangeCheck {
  static func findings(of replies: LostReplies, in inspection: Inspection) -> [Audit.Finding] {
    replies.losses.compactMap { loss in
      guard !loss.isTotal, loss.culprit.component.kind == .networkACL,
        let evidence = loss.evidence(in: inspection)
      else { return nil }
      let asked = loss.clientPorts.ports
      let ports = Phrase.ports(loss.culprit.dropped)
      let share = "\(Phrase.number(loss.culprit.dropped.count)) of \(Phrase.number(asked.count))"
      let clients = loss.clientPorts.isOfUnknownClient ? "clients that may draw any port from 1024 on" : loss.kind
      return Audit.Finding(
        .replyRangeCut, loss.severity, at: loss.culprit.component, loss.culprit.direction, rule: loss.culprit.rule,
        ipProtocol: loss.ipProtocol, ports: loss.culprit.dropped,
        "Replies to \(ports) are dropped: \(share) client ports of \(clients), whose connections then hang. \(loss.hit)",
        evidence: evidence, cure: loss.cure(in: inspection))
    }
  }
}
