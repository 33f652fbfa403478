import Snapshots
import Testing

/// Gateways, transit gateways, load balancers and services that AWS would not have described so.
@Suite struct MalformedPathTests {
  private static func expectRefusals(_ cases: KeyValuePairs<String, String>) {
    for (json, line) in cases { #expect(refusal(of: json) == "f.json: \(line)", "\(json)") }
  }

  @Test func `a key that AWS always gives is missed, null or not`() {
    let required: KeyValuePairs = [
      "NatGateways": "NatGatewayId", "EgressOnlyInternetGateways": "EgressOnlyInternetGatewayId",
      "VpcPeeringConnections": "AccepterVpcInfo", "VpnGateways": "VpnGatewayId", "VpnConnections": "VpnConnectionId",
      "VpcEndpoints": "VpcEndpointId", "VpcBlockPublicAccessExclusions": "ExclusionId",
      "TransitGateways": "TransitGatewayId", "TransitGatewayAttachments": "TransitGatewayAttachmentId",
      "TransitGatewayVpcAttachments": "TransitGatewayAttachmentId",
      "TransitGatewayPeeringAttachments": "TransitGatewayAttachmentId",
      "TransitGatewayRouteTables": "TransitGatewayRouteTableId", "TransitGatewayRoutes": "TransitGatewayRouteTableId",
      "TransitGatewayStaticRoutes": "TransitGatewayRouteTableId",
      "TransitGatewayPropagations": "TransitGatewayRouteTableId",
      "TransitGatewayAssociations": "TransitGatewayRouteTableId",
      "TransitGatewayPrefixListReferences": "TransitGatewayRouteTableId", "LoadBalancers": "LoadBalancerArn",
      "Listeners": "ListenerArn", "LoadBalancerListeners": "Listeners", "Rules": "RuleArn",
      "TargetGroups": "TargetGroupArn", "LoadBalancerTargetHealth": "TargetGroupArn",
      "LoadBalancerAttributes": "LoadBalancerArn", "TargetGroupAttributes": "TargetGroupArn",
      "LoadBalancerDescriptions": "LoadBalancerName", "DBClusters": "DBClusterIdentifier",
      "DBSubnetGroups": "DBSubnetGroupName", "CacheClusters": "CacheClusterId",
      "CacheSubnetGroups": "CacheSubnetGroupName", "Functions": "FunctionName", "tasks": "taskArn",
      "MountTargets": "MountTargetId", "FileSystems": "FileSystemId", "ManagedPrefixListEntries": "PrefixListId",
    ]
    for (list, key) in required {
      Self.expectRefusals([
        "{\"\(list)\": [{}]}": "\(list)[0]: lacks “\(key)”",
        "{\"\(list)\": [{\"\(key)\": null}]}": "\(list)[0]: lacks “\(key)”",
        "{\"\(list)\": [null]}": "\(list)[0]: null is not an object",
      ])
    }
    Self.expectRefusals([
      #"{"VpcBlockPublicAccessOptions": []}"#: "VpcBlockPublicAccessOptions: a list is not an object",
      #"{"TransitGatewayRoutes": [{"TransitGatewayRouteTableId": "t"}]}"#: "TransitGatewayRoutes[0]: lacks “Routes”",
      #"{"LoadBalancerTargetHealth": [{"TargetGroupArn": "t"}]}"#:
        "LoadBalancerTargetHealth[0]: lacks “TargetHealthDescriptions”",
      #"{"TargetGroupAttributes": [{"TargetGroupArn": "t"}]}"#: "TargetGroupAttributes[0]: lacks “Attributes”",
    ])
  }

  @Test func `words that AWS does not use are named beside those it does`() {
    Self.expectRefusals([
      #"{"NatGateways": [{"NatGatewayId": "n", "ConnectivityType": "open"}]}"#:
        "NatGateways[0].ConnectivityType: “open” is not public or private",
      #"{"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "on"}}"#:
        "VpcBlockPublicAccessOptions.InternetGatewayBlockMode: “on” is not off, block-bidirectional or block-ingress",
      #"{"VpcBlockPublicAccessExclusions": [{"ExclusionId": "x", "InternetGatewayExclusionMode": "all"}]}"#:
        "VpcBlockPublicAccessExclusions[0].InternetGatewayExclusionMode: “all” is not allow-bidirectional or"
        + " allow-egress",
      #"{"LoadBalancers": [{"LoadBalancerArn": "a", "LoadBalancerName": "b", "Type": "classic"}]}"#:
        "LoadBalancers[0].Type: “classic” is not application, network or gateway",
      #"{"TargetGroups": [{"TargetGroupArn": "a", "TargetGroupName": "b", "HealthCheckPort": "http"}]}"#:
        "TargetGroups[0].HealthCheckPort: “http” is not traffic-port or a port from 0 to 65535",
      #"{"Rules": [{"RuleArn": "arn:aws:events:eu-west-1:111122223333:rule/x"}]}"#:
        "Rules[0].RuleArn: “arn:aws:events:eu-west-1:111122223333:rule/x” is not the ARN of a listener rule:"
        + " arn:…:listener-rule/app/…",
      #"{"LoadBalancerDescriptions": [{"LoadBalancerName": "a", "HealthCheck": {"Target": "HTTP/80"}}]}"#:
        "LoadBalancerDescriptions[0].HealthCheck.Target: “HTTP/80” is not a health check such as TCP:80 or"
        + " HTTP:80/path",
      #"{"TargetGroupAttributes": [{"TargetGroupArn": "t", "Attributes": [{"Key": "preserve_client_ip.enabled", "Value": "on"}]}]}"#:
        "TargetGroupAttributes[0].Attributes[0].Value: “on” is not true, false or use_load_balancer_configuration",
    ])
  }

  @Test func `a value of another type is named at any depth`() {
    let block =
      "is not a CIDR block such as 10.0.0.0/16 (prefix 0 to 32) or 2001:db8::/56 (prefix 0 to 128)"
    Self.expectRefusals([
      #"{"NatGateways": [{"NatGatewayId": "n", "NatGatewayAddresses": [{"PrivateIp": "10.0.0"}]}]}"#:
        "NatGateways[0].NatGatewayAddresses[0].PrivateIp: “10.0.0” is not an IP address such as 10.0.0.1 or"
        + " 2001:db8::1",
      #"{"VpcPeeringConnections": [{"AccepterVpcInfo": {"CidrBlockSet": [{"CidrBlock": "x"}]}}]}"#:
        "VpcPeeringConnections[0].AccepterVpcInfo.CidrBlockSet[0].CidrBlock: “x” \(block)",
      #"{"VpcPeeringConnections": [{"AccepterVpcInfo": {"CidrBlock": "10.0.0.0/16"}}]}"#:
        "VpcPeeringConnections[0].AccepterVpcInfo: lacks “VpcId”",
      #"{"VpnConnections": [{"Routes": [{"DestinationCidrBlock": "x"}]}]}"#:
        "VpnConnections[0].Routes[0].DestinationCidrBlock: “x” \(block)",
      #"{"VpcEndpoints": [{"VpcEndpointId": "v", "SubnetIds": ["s", 7]}]}"#:
        "VpcEndpoints[0].SubnetIds[1]: 7 is not a string",
      #"{"TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "a", "TransitGatewayId": "t"}]}"#:
        "TransitGatewayAttachments[0]: lacks “ResourceType”",
      #"{"TransitGatewayPeeringAttachments": [{"TransitGatewayAttachmentId": "a", "RequesterTgwInfo": {}}]}"#:
        "TransitGatewayPeeringAttachments[0].RequesterTgwInfo: lacks “TransitGatewayId”",
      #"{"TransitGatewayRoutes": [{"TransitGatewayRouteTableId": "t", "Routes": [{"Type": "static"}]}]}"#:
        "TransitGatewayRoutes[0].Routes[0]: lacks a destination: “DestinationCidrBlock” or “PrefixListId”",
      #"{"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "t", "TransitGatewayId": "g", "Routes": 7}]}"#:
        "TransitGatewayRouteTables[0].Routes: 7 is not a list",
      #"{"Listeners": [{"ListenerArn": "l", "LoadBalancerArn": "b", "Port": 70000}]}"#:
        "Listeners[0].Port: 70000 is not a port from 0 to 65535",
      #"{"Listeners": [{"ListenerArn": "l", "LoadBalancerArn": "b", "DefaultActions": [{"Order": 1}]}]}"#:
        "Listeners[0].DefaultActions[0]: lacks “Type”",
      #"{"LoadBalancerListeners": [{"Listeners": [{}]}]}"#:
        "LoadBalancerListeners[0].Listeners[0]: lacks “ListenerArn”",
      #"{"LoadBalancerTargetHealth": [{"TargetGroupArn": "t", "TargetHealthDescriptions": [{"Target": {}}]}]}"#:
        "LoadBalancerTargetHealth[0].TargetHealthDescriptions[0].Target: lacks “Id”",
      #"{"LoadBalancerDescriptions": [{"LoadBalancerName": "a", "ListenerDescriptions": [{"Listener": {}}]}]}"#:
        "LoadBalancerDescriptions[0].ListenerDescriptions[0].Listener: lacks “Protocol”",
      #"{"Functions": [{"FunctionName": "f", "VpcConfig": {"SubnetIds": [""]}}]}"#:
        "Functions[0].VpcConfig.SubnetIds[0]: an id is empty",
      #"{"tasks": [{"attachments": {}}]}"#: "tasks[0].attachments: an object is not a list",
      #"{"CacheClusters": [{"CacheClusterId": "c", "CacheNodes": [{"Endpoint": {"Port": -1}}]}]}"#:
        "CacheClusters[0].CacheNodes[0].Endpoint.Port: -1 is not a port from 0 to 65535",
    ])
  }
}
