import NetworkModel
import Ports

extension Network {
  /// Client ports that are worth trying: on both sides of every edge that any rule's range has, and some between.
  func interestingPorts(beside more: PortSet = .empty) -> PortSet {
    let rules = networkACLs.flatMap(\.entries).map(\.pattern) + securityGroups.flatMap(\.rules).map(\.pattern)
    let ranges = (rules.map(\.selectors) + [more]).flatMap { Array($0.ranges) }
    let edges = ranges.flatMap { [Int($0.lower) - 1, Int($0.lower), Int($0.upper), Int($0.upper) + 1] }
    let usual =
      [1024, 4999, 5000, 32767, 32768, 60999, 61000, 49152, 65535] + Array(stride(from: 1024, to: 65536, by: 1021))
    return PortSet((edges + usual).filter { (1024...65535).contains($0) }.map { PortRange(UInt16($0), UInt16($0)) })
  }
}
