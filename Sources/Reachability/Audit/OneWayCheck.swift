internal import NetworkModel
internal import Ports

/// Looks for connections whose requests arrive and to which no reply can ever come back, whatever client port is drawn: something lets the
/// one direction through and not the other. The client waits until it gives up, and the server sees it ask.
///
/// TCP alone: over UDP, messages that want no reply are common. High where few server ports are open, so that somebody meant them; medium
/// where many are, and perhaps nobody calls.
enum OneWayCheck {
  static func findings(of replies: LostReplies, in inspection: Inspection) -> [Audit.Finding] {
    replies.losses.compactMap { loss in
      guard loss.isTotal, loss.ipProtocol == .tcp, let evidence = loss.evidence(in: inspection) else { return nil }
      let what = loss.culprit.component.kind == .networkACL ? "" : " (\(loss.culprit.reason))"
      let clients = loss.clientPorts.isOfUnknownClient ? "" : " of \(loss.kind)"
      return Audit.Finding(
        .oneWay, loss.severity, at: loss.culprit.component, loss.culprit.direction, rule: loss.culprit.rule,
        ipProtocol: loss.ipProtocol, ports: loss.culprit.dropped,
        "Requests\(clients) arrive, and no reply ever comes back\(what). \(loss.hit)", evidence: evidence,
        cure: loss.cure(in: inspection))
    }
  }
}
