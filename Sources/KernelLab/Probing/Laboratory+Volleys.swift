internal import Glibc
internal import NetworkModel
internal import Ports

extension Laboratory {
  /// How long a port may neither be answered nor be written down as dropped.
  private static let patience = 20.0

  /// Fires a volley from `ports` and waits until each was answered or is written down as dropped by a rule.
  ///
  /// What earlier volleys have left, records and tracked connections, is forgotten first.
  ///
  /// - Parameter ports: In order.
  func fire(
    _ volley: inout some Volley, from ports: [UInt16], _ scene: Scene
  ) throws(LabError) -> Fates {
    try forget()
    var fates = Fates()
    let wave = Self.descriptorLimit - 512
    var next = 0
    while next < ports.count {
      let end = min(ports.count, next + wave)
      try fireWave(&volley, ports[next..<end], scene, &fates)
      next = end
    }
    return fates
  }

  private func fireWave(
    _ volley: inout some Volley, _ ports: ArraySlice<UInt16>, _ scene: Scene, _ fates: inout Fates
  ) throws(LabError) {
    var told = fates
    var missing = ports.count
    func take(_ port: UInt16, _ answer: Answer) {
      let isNew = answer == .answered ? told.answered.insert(port).inserted : told.refused.insert(port).inserted
      if isNew { missing -= 1 }
    }
    var next = ports.startIndex
    while next < ports.endIndex {
      let end = min(ports.endIndex, next + 256)
      try volley.send(from: ports[next..<end])
      next = end
      _ = try volley.pump(0, take)
    }
    let deadline = now() + Self.patience
    var pause: Int32 = 60
    while missing > 0 {
      // As long as answers come, nothing is late.
      while try volley.pump(pause, take) > 0, missing > 0 {}
      if missing == 0 { break }
      told.records = try dropRecords(scene.course.family)
      let dropped = Set(told.records.compactMap { scene.owner(of: $0) })
      let silent = ports.filter {
        !told.answered.contains($0) && !told.refused.contains($0) && !dropped.contains($0)
      }
      if silent.isEmpty { break }
      if told.records.contains(where: { isCircle($0) }), now() > deadline - Self.patience + 4 {
        throw .unsupported("\(Ruleset.circle), by gateways that change ports as packets pass again and again")
      }
      if scene.hasDouble, scene.ipProtocol == .udp, now() > deadline - Self.patience + 4 {
        throw .unsupported("the datagrams seem to end at another host that has the address of an end")
      }
      if now() > deadline {
        throw .unable(
          "\(silent.count) client ports, \(silent[0]) first, got no answer although no rule dropped their packets: "
            + "the machine is too busy to tell")
      }
      // Lost by a queue that was full, or still on the way.
      try volley.ask(again: Array(silent))
      pause = 250
    }
    fates = told
    volley.cease()
  }

  private func isCircle(_ record: DropRecord) -> Bool {
    blueprint.spaces[record.space].ruleset.reasons[record.reason].text == Ruleset.circle
  }

  /// How many files this process may have open, after asking for as many as there are ports.
  private static let descriptorLimit: Int = {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    var wanted = limit
    wanted.rlim_cur = 70_000
    wanted.rlim_max = max(limit.rlim_max, 70_000)
    if limit.rlim_cur < 70_000, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &wanted) != 0 {
      wanted = limit
      wanted.rlim_cur = limit.rlim_max
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &wanted)
    }
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return max(1_024, min(Int(clamping: limit.rlim_cur), 70_000))
  }()
}

/// Seconds since some moment.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
