extension Samples {
  private static let prefix = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"

  /// An Application and a Network Load Balancer with listeners, rules, target groups, targets and attributes.
  static let loadBalancers = """
    {"LoadBalancers": [
        {"LoadBalancerArn": "\(prefix):loadbalancer/app/front/1", "DNSName": "front-1.eu-west-1.elb.amazonaws.com",
          "LoadBalancerName": "front", "Scheme": "internet-facing", "VpcId": "vpc-1", "State": {"Code": "active"},
          "Type": "application", "AvailabilityZones": [
            {"ZoneName": "eu-west-1b", "SubnetId": "subnet-2", "LoadBalancerAddresses": []},
            {"ZoneName": "eu-west-1a", "SubnetId": "subnet-1"}],
          "SecurityGroups": ["sg-2", "sg-1"], "IpAddressType": "dualstack"},
        {"LoadBalancerArn": "\(prefix):loadbalancer/net/inner/2", "LoadBalancerName": "inner", "Scheme": "internal",
          "VpcId": "vpc-1", "State": {"Code": "provisioning"}, "Type": "network", "AvailabilityZones": [
            {"ZoneName": "eu-west-1a", "SubnetId": "subnet-1", "LoadBalancerAddresses": [
              {"IpAddress": "198.51.100.30", "AllocationId": "eipalloc-9", "PrivateIPv4Address": "10.0.1.8",
                "IPv6Address": "2001:db8:1:1::8"},
              {"PrivateIPv4Address": "10.0.1.7"}]}], "IpAddressType": "ipv4"}],
      "LoadBalancerAttributes": [
        {"LoadBalancerArn": "\(prefix):loadbalancer/net/inner/2", "Attributes": [
          {"Key": "deletion_protection.enabled", "Value": "maybe"},
          {"Key": "load_balancing.cross_zone.enabled", "Value": "true"},
          {"Key": "ipv6.deny_all_igw_traffic", "Value": "true"}]}],
      "Listeners": [
        {"ListenerArn": "\(prefix):listener/app/front/1/11", "LoadBalancerArn": "\(prefix):loadbalancer/app/front/1",
          "Port": 443, "Protocol": "HTTPS", "DefaultActions": [
            {"Type": "authenticate-oidc", "Order": 1},
            {"Type": "forward", "Order": 2, "TargetGroupArn": "\(prefix):targetgroup/web/7"}]}],
      "LoadBalancerListeners": [
        {"LoadBalancerArn": "\(prefix):loadbalancer/net/inner/2", "Listeners": [
          {"ListenerArn": "\(prefix):listener/net/inner/2/21",
            "LoadBalancerArn": "\(prefix):loadbalancer/net/inner/2", "Port": 53, "Protocol": "TCP_UDP",
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": "\(prefix):targetgroup/dns/8"}]}]}],
      "Rules": [
        {"RuleArn": "\(prefix):listener-rule/app/front/1/11/111", "Priority": "1", "Actions": [
          {"Type": "forward", "ForwardConfig": {"TargetGroups": [
            {"TargetGroupArn": "\(prefix):targetgroup/dns/8", "Weight": 1},
            {"TargetGroupArn": "\(prefix):targetgroup/unused/9", "Weight": 0}]}}]},
        {"RuleArn": "\(prefix):listener-rule/app/front/1/11/112", "Priority": "default", "IsDefault": true,
          "Actions": [{"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_301"}}]}],
      "TargetGroups": [
        {"TargetGroupArn": "\(prefix):targetgroup/web/7", "TargetGroupName": "web", "Protocol": "HTTP",
          "Port": 8080, "VpcId": "vpc-1", "HealthCheckPort": "9000", "HealthCheckEnabled": true,
          "TargetType": "instance"},
        {"TargetGroupArn": "\(prefix):targetgroup/dns/8", "TargetGroupName": "dns", "Protocol": "TCP_UDP",
          "Port": 53, "VpcId": "vpc-1", "HealthCheckPort": "traffic-port", "TargetType": "ip"},
        {"TargetGroupArn": "\(prefix):targetgroup/code/6", "TargetGroupName": "code", "TargetType": "lambda",
          "HealthCheckEnabled": false}],
      "LoadBalancerTargetHealth": [
        {"TargetGroupArn": "\(prefix):targetgroup/web/7", "TargetHealthDescriptions": [
          {"Target": {"Id": "i-2", "Port": 8080}, "TargetHealth": {"State": "unused"}},
          {"Target": {"Id": "i-1", "Port": 8080}, "HealthCheckPort": "9000", "TargetHealth": {"State": "healthy"}}]},
        {"TargetGroupArn": "\(prefix):targetgroup/dns/8", "TargetHealthDescriptions": [
          {"Target": {"Id": "192.0.2.4", "Port": 53, "AvailabilityZone": "all"},
            "TargetHealth": {"State": "healthy"}}]}],
      "TargetGroupAttributes": [
        {"TargetGroupArn": "\(prefix):targetgroup/dns/8", "Attributes": [
          {"Key": "preserve_client_ip.enabled", "Value": "true"},
          {"Key": "load_balancing.cross_zone.enabled", "Value": "use_load_balancer_configuration"}]}]}
    """

  static let classicLoadBalancers = """
    {"LoadBalancerDescriptions": [{"LoadBalancerName": "old", "DNSName": "old-1.eu-west-1.elb.amazonaws.com",
      "ListenerDescriptions": [
        {"Listener": {"Protocol": "HTTPS", "LoadBalancerPort": 443, "InstanceProtocol": "HTTP", "InstancePort": 80},
          "PolicyNames": []},
        {"Listener": {"Protocol": "TCP", "LoadBalancerPort": 25, "InstanceProtocol": "TCP", "InstancePort": 2525}}],
      "AvailabilityZones": ["eu-west-1a"], "Subnets": ["subnet-2", "subnet-1"], "VPCId": "vpc-1",
      "Instances": [{"InstanceId": "i-2"}, {"InstanceId": "i-1"}],
      "HealthCheck": {"Target": "HTTP:8081/ping", "Interval": 30}, "SecurityGroups": ["sg-2", "sg-1"],
      "Scheme": "internet-facing"}]}
    """
}
