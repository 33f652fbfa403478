internal import NetworkModel

extension NetworkInterface {
  /// Reads one element of `NetworkInterfaces`, or of an instance's `NetworkInterfaces` when `instance` is given.
  init(
    _ fields: inout JSONObject, instance: Identifier<Instance>? = nil, _ remarks: inout DescriptionRemarks
  ) throws(MalformedJSON) {
    var id: Identifier<NetworkInterface>?
    var attachment = (instance: instance, deviceIndex: 0)
    var isAttachmentTold = instance != nil
    var state: State?
    var subnet: Identifier<Subnet>?
    var vpc: Identifier<VPC>?
    var zone: String?
    var single: IPAddress?
    var association: IPAddress?
    var addressesV6: [Address] = []
    var groups: [Identifier<SecurityGroup>]?
    var tags: (name: String?, others: [Tag]) = (nil, [])
    var description = ""
    var type: String?
    var requester: String?
    var isManaged = false
    var sourceDestCheck: Bool?
    var deniesInternetTraffic = false
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "Association": association = try value.publicAddress()
      case "Attachment":
        isAttachmentTold = true
        try value.readAttachment(&attachment)
      case "AvailabilityZone": zone = try value.recurringString()
      case "DenyAllIgwTraffic": deniesInternetTraffic = try value.bool()
      case "Description": description = try value.string()
      case "Groups":
        var list = try value.list { value throws(MalformedJSON) -> Identifier<SecurityGroup> in
          var group = try value.object()
          return try group.requiredIdentifier("GroupId")
        }
        list.sort()
        groups = list
      case "InterfaceType": type = try value.recurringString()
      case "Ipv6Addresses":
        addressesV6 = try value.list { value throws(MalformedJSON) in
          var fields = try value.object()
          return Address(try fields.required("Ipv6Address") { value throws(MalformedJSON) in try value.address() })
        }
      case "NetworkInterfaceId": id = try value.identifier(isRecurring: false)
      case "PrivateIpAddress": single = try value.address()
      case "RequesterId": requester = try value.recurringString()
      case "RequesterManaged": isManaged = try value.bool()
      case "SourceDestCheck": sourceDestCheck = try value.bool()
      case "Status": state = try value.interfaceState()
      case "SubnetId": subnet = try value.identifier()
      case "TagSet": tags = try value.tags()
      case "VpcId": vpc = try value.identifier()
      default: remarks.notePassing(key, value, in: .networkInterface)
      }
    }
    if groups == nil { remarks.noteLack(of: "Groups") }
    if sourceDestCheck == nil { remarks.noteLack(of: "SourceDestCheck") }
    if state == nil, instance == nil { remarks.noteLack(of: "Status") }
    // Answers that are older than the member do without; a customer's own interface is a plain one.
    if type == nil, requester != nil || isManaged, instance == nil { remarks.noteLack(of: "InterfaceType") }
    // Of the interfaces that services manage not all have one: nothing in the account is what they are attached to.
    if !isAttachmentTold, requester == nil, type ?? "interface" == "interface", state != .detached {
      remarks.noteLack(of: "Attachment")
    }
    // Needs `PrivateIpAddress` and `Association`, wherever they stand.
    var addresses =
      try fields.visited("PrivateIpAddresses") { list throws(MalformedJSON) in
        try list.list { value throws(MalformedJSON) in try value.privateAddress(single, association) }
      } ?? []
    if addresses.isEmpty, single == nil, addressesV6.isEmpty { remarks.noteLack(of: "PrivateIpAddresses") }
    if addresses.isEmpty, let single { addresses = [Address(single, isPrimary: true, publicAddress: association)] }
    if addresses.count > 1 {
      addresses.sort { ($0.isPrimary ? 0 : 1, $0.address) < ($1.isPrimary ? 0 : 1, $1.address) }
    }
    if !addressesV6.isEmpty { addresses += addressesV6.sorted { $0.address < $1.address } }
    self.init(
      id: try JSONObject.required(id, "NetworkInterfaceId"), name: tags.name, tags: tags.others,
      interfaceDescription: description, type: type ?? "interface", subnet: try JSONObject.required(subnet, "SubnetId"),
      vpc: try JSONObject.required(vpc, "VpcId"), availabilityZone: zone, addresses: addresses,
      securityGroups: groups, sourceDestCheck: sourceDestCheck ?? true,
      deniesInternetTraffic: deniesInternetTraffic, instance: attachment.instance,
      deviceIndex: attachment.deviceIndex, requester: requester, state: state ?? .attached)
  }
}

extension NetworkInterface: Describable {
  static let noun = "network interface"

  static let members: [Member<NetworkInterface>] = [
    Member("PrivateIpAddresses", list: \.addresses, "the addresses", .required) { $0.shortText },
    Member("Groups", known: \.securityGroups, "the security groups", .required) {
      $0.map(\.text).joined(separator: ", ")
    },
    Member("SourceDestCheck", \.sourceDestCheck, "the source/destination check", .required) { $0 ? "on" : "off" },
    Member("Status", \.state, "the status", .required) { $0.shortText },
    Member("Attachment", \.attached, "the attachment", .elidable) { $0.instance?.text ?? "none" },
    Member("SubnetId", \.subnet, "the subnet", .elidable),
    Member("VpcId", \.vpc, "the VPC", .elidable),
    Member("InterfaceType", \.type, "the type", .required, idle: "interface"),
    Member("DenyAllIgwTraffic", \.deniesInternetTraffic, "whether it shuts the internet out", .elidable, idle: false),
    Member("RequesterId", known: \.requester, "the service that manages it", .label),
    Member("Description", \.interfaceDescription, "the description", .label, idle: ""),
    Member("AvailabilityZone", known: \.availabilityZone, "the Availability Zone", .elidable),
    Member("TagSet", \.allTags, "the tags", .label, idle: Tags(name: nil, others: [])) { $0.name ?? "none" },
  ]

  private struct Attached: Equatable {
    let instance: Identifier<Instance>?
    let deviceIndex: Int
  }

  private struct Tags: Equatable {
    let name: String?
    let others: [Tag]
  }

  private var attached: Attached {
    get { Attached(instance: instance, deviceIndex: deviceIndex) }
    set { (instance, deviceIndex) = (newValue.instance, newValue.deviceIndex) }
  }

  private var allTags: Tags {
    get { Tags(name: name, others: tags) }
    set { (name, tags) = (newValue.name, newValue.others) }
  }
}

extension NetworkInterface.Address {
  fileprivate var shortText: String { publicAddress.map { "\(address) as \($0)" } ?? "\(address)" }
}

extension NetworkInterface.State {
  fileprivate var shortText: String {
    switch self {
    case .attached: "in-use"
    case .detached: "available"
    case .other(let state): state
    }
  }
}

extension JSONValue {
  /// The value of `Status` (BOTO:ec2 `NetworkInterfaceStatus`).
  fileprivate func interfaceState() throws(MalformedJSON) -> NetworkInterface.State {
    if try isString("in-use") { return .attached }
    if try isString("associated") { return .attached }
    return try isString("available") ? .detached : .other(try string())
  }

  /// The public address of an `Association`; nil for one that carries only a customer-owned or carrier address.
  fileprivate func publicAddress() throws(MalformedJSON) -> IPAddress? {
    var association = try object()
    return try association.address("PublicIp")
  }

  /// Reads an `Attachment`.
  fileprivate func readAttachment(
    _ attachment: inout (instance: Identifier<Instance>?, deviceIndex: Int)
  ) throws(MalformedJSON) {
    try object().visit { key, value throws(MalformedJSON) in
      switch key {
      case "DeviceIndex": attachment.deviceIndex = try value.int(in: 0...1_000)
      case "InstanceId": attachment.instance = try value.identifier(isRecurring: false)
      default: break
      }
    }
  }

  /// Reads an element of `PrivateIpAddresses`, of an interface whose own address is `single` with the public address `association`.
  fileprivate func privateAddress(
    _ single: IPAddress?, _ association: IPAddress?
  ) throws(MalformedJSON) -> NetworkInterface.Address {
    var address: IPAddress?
    var publicAddress: IPAddress?
    var isPrimary: Bool?
    try object().visit { key, value throws(MalformedJSON) in
      switch key {
      case "Association": publicAddress = try value.publicAddress()
      case "Primary": isPrimary = try value.bool()
      case "PrivateIpAddress": address = try value.address()
      default: break
      }
    }
    let isSingle = address == single
    return NetworkInterface.Address(
      try JSONObject.required(address, "PrivateIpAddress"), isPrimary: isPrimary ?? isSingle,
      publicAddress: publicAddress ?? (isSingle ? association : nil))
  }
}
