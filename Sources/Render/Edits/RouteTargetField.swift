internal import NetworkModel

/// The names by which a kind of route target goes.
struct RouteTargetField {
  /// In the EC2 API and CloudFormation (BOTO:ec2 `CreateRouteRequest`).
  let name: String
  /// In the `aws` CLI.
  let option: String
  /// In Terraform's `aws_route`.
  let argument: String
}

extension Route.Target {
  /// The names of its kind; nil for a target that no call makes: `local`, or one of a kind that Portolan does not know.
  var field: RouteTargetField? {
    switch self {
    case .local, .none: nil
    case .internetGateway, .vpnGateway, .other(.gateway, _):
      RouteTargetField(name: "GatewayId", option: "gateway-id", argument: "gateway_id")
    case .networkInterface:
      RouteTargetField(name: "NetworkInterfaceId", option: "network-interface-id", argument: "network_interface_id")
    case .natGateway: RouteTargetField(name: "NatGatewayId", option: "nat-gateway-id", argument: "nat_gateway_id")
    case .egressOnlyInternetGateway:
      RouteTargetField(
        name: "EgressOnlyInternetGatewayId", option: "egress-only-internet-gateway-id",
        argument: "egress_only_gateway_id")
    case .vpcPeeringConnection:
      RouteTargetField(
        name: "VpcPeeringConnectionId", option: "vpc-peering-connection-id", argument: "vpc_peering_connection_id")
    case .transitGateway:
      RouteTargetField(name: "TransitGatewayId", option: "transit-gateway-id", argument: "transit_gateway_id")
    case .vpcEndpoint: RouteTargetField(name: "VpcEndpointId", option: "vpc-endpoint-id", argument: "vpc_endpoint_id")
    case .other(let kind, _):
      switch kind {
      case .localGateway:
        RouteTargetField(name: "LocalGatewayId", option: "local-gateway-id", argument: "local_gateway_id")
      case .carrierGateway:
        RouteTargetField(name: "CarrierGatewayId", option: "carrier-gateway-id", argument: "carrier_gateway_id")
      case .coreNetwork:
        RouteTargetField(name: "CoreNetworkArn", option: "core-network-arn", argument: "core_network_arn")
      case .instance, .odbNetwork, .ipAddress, .gateway: nil
      }
    }
  }
}
