/// AWS Config's record of a resource: what the describe call prints, with keys that begin with a small letter, and a few of their own.
extension OrdinaryForm {
  /// The lists that the items of a type are elements of.
  private static let lists = [
    "AWS::EC2::VPC": "Vpcs", "AWS::EC2::Subnet": "Subnets", "AWS::EC2::RouteTable": "RouteTables",
    "AWS::EC2::NetworkAcl": "NetworkAcls", "AWS::EC2::SecurityGroup": "SecurityGroups",
    "AWS::EC2::NetworkInterface": "NetworkInterfaces", "AWS::EC2::Instance": "Instances",
    "AWS::EC2::InternetGateway": "InternetGateways", "AWS::EC2::NatGateway": "NatGateways",
    "AWS::EC2::EgressOnlyInternetGateway": "EgressOnlyInternetGateways", "AWS::EC2::EIP": "Addresses",
  ]

  /// Adds an item; its configuration is an object in a snapshot's file, and a text that is one in an answer of the API.
  mutating func addConfigurationItem(_ item: JSONValue, at place: [MalformedJSON.Step]) {
    guard let fields = try? item.object(), let type = fields.member("resourceType").flatMap({ try? $0.string() }) else {
      remarks.unreadable.append("holds an item of AWS Config without “resourceType”")
      return
    }
    guard let list = Self.lists[type] else {
      remarks.noteUnreadType(type)
      return
    }
    // A resource that is gone has none.
    guard let configuration = fields.member("configuration") else { return }
    let status = fields.member("configurationItemStatus").flatMap { try? $0.string() }
    if let status, status.hasPrefix("ResourceDeleted") { return }
    if configuration.isObject {
      add(configuration, of: list, at: place)
    } else if let text = try? configuration.string() {
      var parser = JSONParser()
      do throws(MalformedJSON) {
        try parser.withRoot(of: PaddedBytes(Array(text.utf8))) { root in add(root, of: list, at: place) }
      } catch {
        remarks.unreadable.append("holds an item of AWS Config (\(type)) whose configuration \(error.problem)")
      }
    } else {
      remarks.unreadable.append("holds an item of AWS Config (\(type)) whose configuration is \(configuration.summary)")
    }
  }

  private mutating func add(_ configuration: JSONValue, of list: String, at place: [MalformedJSON.Step]) {
    // An item does not say that AWS Config records all of its kind.
    addElement(of: list, at: place, inside: [.key("configuration")], tellsCall: false) { writer in
      writer.write(configuration) { key, value in
        switch key {
        // Beside the older list of plain texts stands the one of objects, as the call prints it.
        case "ipRanges" where value.isListOfStrings: nil
        case "ipv4Ranges": "IpRanges"
        default: key.prefix(1).uppercased() + key.dropFirst()
        }
      }
    }
  }
}

extension JSONValue {
  fileprivate var isListOfStrings: Bool {
    var isText = false
    try? forEach { value in isText = (try? value.bytes()) != nil }
    return isText
  }
}
