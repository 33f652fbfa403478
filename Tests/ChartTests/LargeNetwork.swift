/// A network of as many endpoints as asked for, most of them equal to many others, in VPCs of nine subnets.
enum LargeNetwork {
  static func json(endpoints: Int) -> String {
    let vpcs = max(1, endpoints / 300)
    var subnets: [String] = []
    for vpc in 0..<vpcs {
      for tier in 0..<3 {
        for zone in 0..<3 {
          subnets.append(
            """
            {"SubnetId": "\(subnet(vpc, tier, zone))", "VpcId": "vpc-\(vpc)", "CidrBlock": "10.\(vpc).\(tier * 48 + zone * 16).0/20",
             "AvailabilityZone": "eu-west-1\(["a", "b", "c"][zone])"}
            """)
        }
      }
    }
    let interfaces = (0..<endpoints).map { index -> String in
      let (vpc, number) = (index % vpcs, index / vpcs)
      let (tier, zone) = (number % 3, number / 3 % 3)
      let block = tier * 48 + zone * 16 + (number + 10) / 256
      return """
        {"NetworkInterfaceId": "eni-\(index)", "SubnetId": "\(subnet(vpc, tier, zone))", "VpcId": "vpc-\(vpc)",
         "InterfaceType": "interface", "Groups": [],
         "PrivateIpAddresses": [{"PrivateIpAddress": "10.\(vpc).\(block).\((number + 10) % 256)", "Primary": true}],
         "TagSet": [{"Key": "Name", "Value": "\(["web", "app", "db"][tier])\(number % 7 == 0 ? "-spare" : "")-\(number)"}]}
        """
    }
    let described = (0..<vpcs).map { "{\"VpcId\": \"vpc-\($0)\", \"CidrBlock\": \"10.\($0).0.0/16\"}" }
    return """
      {"Vpcs": [\(described.joined(separator: ","))], "Subnets": [\(subnets.joined(separator: ","))],
       "NetworkInterfaces": [\(interfaces.joined(separator: ","))]}
      """
  }

  private static func subnet(_ vpc: Int, _ tier: Int, _ zone: Int) -> String { "subnet-\(vpc)-\(tier)-\(zone)" }
}
