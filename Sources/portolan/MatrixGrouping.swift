import ArgumentParser
import NetworkModel
import Program
import Reachability

/// What `portolan matrix` puts together in one row.
enum MatrixGrouping: Hashable, ExpressibleByArgument {
  case `class`
  case interface
  case subnet
  case vpc
  case tag(String)

  init?(argument: String) {
    switch argument {
    case "class": self = .class
    case "interface": self = .interface
    case "subnet": self = .subnet
    case "vpc": self = .vpc
    case _ where argument.hasPrefix("tag:") && argument.count > 4: self = .tag(String(argument.dropFirst(4)))
    default: return nil
    }
  }

  /// What it is called in JSON.
  var name: String {
    switch self {
    case .class: "class"
    case .interface: "interface"
    case .subnet: "subnet"
    case .vpc: "vpc"
    case .tag(let key): "tag:\(key)"
    }
  }

  var defaultValueDescription: String { name }

  /// The groups of a matrix: of all endpoints, or those of some hosts' interfaces.
  func groups(of matrix: Matrix, only hosts: Set<Host>?) throws -> Matrix.Groups {
    if case .tag(let key) = self, !matrix.tagKeys.contains(key) {
      let known = matrix.tagKeys.sorted().joined(separator: ", ")
      throw Failure(
        "no interface or instance has a tag “\(key)”; " + (known.isEmpty ? "none has any" : "there are \(known)"))
    }
    let interfaces = hosts.map { Set($0.map(\.interface.id)) }
    let isIncluded = { (host: Host) in interfaces?.contains(host.interface.id) ?? true }
    let groups =
      switch self {
      case .class: matrix.groupsByClass(where: isIncluded)
      case .interface: matrix.groupsByInterface(where: isIncluded)
      case .subnet: matrix.groupsBySubnet(where: isIncluded)
      case .vpc: matrix.groupsByVPC(where: isIncluded)
      case .tag(let key): matrix.groupsByTag(key, where: isIncluded)
      }
    if hosts != nil, groups.all.isEmpty {
      throw Failure("what --from or --to names has no address of the family asked about")
    }
    return groups
  }
}
