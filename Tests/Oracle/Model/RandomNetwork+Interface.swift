extension RandomNetwork {
  /// A network interface.
  public struct Interface: Sendable {
    /// A private IPv4 address of an interface.
    public struct PrivateIPv4: Sendable {
      /// The private address.
      public let address: Address
      /// The public address the internet gateway translates it to, if it has one.
      public let publicAddress: Address?

      package init(_ address: Address, publicAddress: Address? = nil) {
        self.address = address
        self.publicAddress = publicAddress
      }
    }

    /// `eni-…`
    public let id: String
    /// The subnet it is in.
    public let subnetID: String
    /// The VPC it is in.
    public let vpcID: String
    /// Its private IPv4 addresses, the primary one first.
    public let ipv4: [PrivateIPv4]
    /// Its IPv6 addresses.
    public let ipv6: [Address]
    /// The groups it carries; a group may be of another VPC (trap 22) or not be described.
    public package(set) var groupIDs: [String]
    /// The instance it is attached to; nil for an interface that AWS manages.
    public let instanceID: String?
    /// `InterfaceType`.
    public let type: String
    /// `Description`; nil for what belongs there by default.
    public let about: String?
    /// `SourceDestCheck`: whether it drops what is neither from nor to its own addresses (trap 34).
    public let checksSource: Bool

    package init(
      id: String, subnetID: String, vpcID: String, ipv4: [PrivateIPv4], ipv6: [Address] = [],
      groupIDs: [String] = [], instanceID: String? = nil, type: String = "interface",
      about: String? = nil, checksSource: Bool = true
    ) {
      self.id = id
      self.subnetID = subnetID
      self.vpcID = vpcID
      self.ipv4 = ipv4
      self.ipv6 = ipv6
      self.groupIDs = groupIDs
      self.instanceID = instanceID
      self.type = type
      self.about = about
      self.checksSource = checksSource
    }
  }

  /// An instance.
  public struct Instance: Sendable {
    /// What the instance is doing.
    public enum State: String, Sendable {
      case running
      case stopped
      case terminated
    }

    /// `i-…`
    public let id: String
    /// The VPC it is in.
    public let vpcID: String
    /// The subnet of its first interface.
    public let subnetID: String
    /// Only a running instance sends and answers.
    public let state: State

    package init(id: String, vpcID: String, subnetID: String, state: State) {
      self.id = id
      self.vpcID = vpcID
      self.subnetID = subnetID
      self.state = state
    }
  }
}

extension RandomNetwork.Interface {
  /// Whether AWS has it for a load balancer.
  var isLoadBalancer: Bool {
    (about ?? "").hasPrefix("ELB ") || type == "load_balancer" || type == "network_load_balancer"
  }

  /// All addresses of its own, the primary IPv4 address first.
  var addresses: [RandomNetwork.Address] {
    ipv4.map(\.address) + ipv6
  }
}
