extension MadeNetwork {
  func write(_ interface: Interface, in vpc: VPC, to json: inout JSONWriter) {
    let address = interface.address.addressText
    let subnet = vpc.subnets[interface.subnet]
    writeAssociation(of: interface, to: &json)
    json.field("Attachment") {
      $0.object {
        $0.field("AttachTime", "2026-03-02T08:00:00+00:00")
        $0.field("AttachmentId", "eni-attach-" + interface.id.suffix(17))
        $0.field("DeleteOnTermination", true)
        $0.field("DeviceIndex", 0)
        $0.field("NetworkCardIndex", 0)
        $0.field("InstanceId", interface.instance)
        $0.field("InstanceOwnerId", account)
        $0.field("Status", "attached")
      }
    }
    json.field("AvailabilityZone", subnet.zone)
    json.field("Description", "")
    json.field("Groups") { json in
      json.list { json in
        for group in interface.groups {
          json.element {
            $0.object {
              $0.field("GroupId", vpc.groups[group].id)
              $0.field("GroupName", vpc.groups[group].name)
            }
          }
        }
      }
    }
    json.field("InterfaceType", "interface")
    json.emptyList("Ipv6Addresses")
    json.field("MacAddress", interface.macAddress)
    json.field("NetworkInterfaceId", interface.id)
    json.field("OwnerId", account)
    json.field("PrivateDnsName", privateName(address))
    json.field("PrivateIpAddress", address)
    json.field("PrivateIpAddresses") {
      $0.list {
        $0.element {
          $0.object {
            writeAssociation(of: interface, to: &$0)
            $0.field("Primary", true)
            $0.field("PrivateDnsName", privateName(address))
            $0.field("PrivateIpAddress", address)
          }
        }
      }
    }
    json.field("RequesterManaged", false)
    json.field("SourceDestCheck", true)
    json.field("Status", "in-use")
    json.field("SubnetId", subnet.id)
    json.tags("TagSet", name: interface.name)
    json.field("VpcId", vpc.id)
    json.field("Operator") { $0.object { $0.field("Managed", false) } }
  }

  private func privateName(_ address: String) -> String {
    "ip-\(address.split(separator: ".").joined(separator: "-")).\(region).compute.internal"
  }

  private func writeAssociation(of interface: Interface, to json: inout JSONWriter) {
    guard let address = interface.publicAddress?.addressText else { return }
    json.field("Association") {
      $0.object {
        $0.field("IpOwnerId", "amazon")
        $0.field("PublicDnsName", "")
        $0.field("PublicIp", address)
      }
    }
  }
}
