extension Samples {
  static let dbInstances = """
    {"DBInstances": [{"DBInstanceIdentifier": "orders",
      "DBSubnetGroup": {"VpcId": "vpc-1",
        "Subnets": [{"SubnetIdentifier": "subnet-2"}, {"SubnetIdentifier": "subnet-1"}]},
      "Endpoint": {"Address": "orders.example.com", "Port": 5432},
      "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-2"}, {"VpcSecurityGroupId": "sg-1"}]}]}
    """

  static let dbClusters = """
    {"DBClusters": [{"DBClusterIdentifier": "ledger", "DBSubnetGroup": "data",
        "Endpoint": "ledger.cluster-1.example.com", "ReaderEndpoint": "ledger.cluster-ro-1.example.com", "Port": 3306,
        "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-2"}, {"VpcSecurityGroupId": "sg-1"}],
        "DBClusterArn": "arn:aws:rds:eu-west-1:111122223333:cluster:ledger"}],
      "DBSubnetGroups": [{"DBSubnetGroupName": "data", "VpcId": "vpc-1",
        "Subnets": [{"SubnetIdentifier": "subnet-2"}, {"SubnetIdentifier": "subnet-1"}],
        "DBSubnetGroupArn": "arn:aws:rds:eu-west-1:111122223333:subgrp:data"}]}
    """

  static let cacheClusters = """
    {"CacheClusters": [{"CacheClusterId": "sessions", "CacheSubnetGroupName": "cache",
        "ConfigurationEndpoint": {"Address": "sessions.cfg.example.com", "Port": 11211},
        "CacheNodes": [{"CacheNodeId": "0002", "Endpoint": {"Address": "sessions.2.example.com", "Port": 11211}},
          {"CacheNodeId": "0001", "Endpoint": {"Address": "sessions.1.example.com", "Port": 11211}}],
        "SecurityGroups": [{"SecurityGroupId": "sg-1", "Status": "active"}],
        "ARN": "arn:aws:elasticache:eu-west-1:111122223333:cluster:sessions"}],
      "CacheSubnetGroups": [{"CacheSubnetGroupName": "cache", "VpcId": "vpc-1",
        "Subnets": [{"SubnetIdentifier": "subnet-1"}],
        "ARN": "arn:aws:elasticache:eu-west-1:111122223333:subnetgroup:cache"}]}
    """

  static let functions = """
    {"Functions": [
      {"FunctionName": "resize", "FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:resize",
        "VpcConfig": {"SubnetIds": ["subnet-2", "subnet-1"], "SecurityGroupIds": ["sg-1"], "VpcId": "vpc-1"}},
      {"FunctionName": "was-in", "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": [], "VpcId": ""}},
      {"FunctionName": "never-in"}]}
    """

  static let tasks = """
    {"tasks": [
        {"taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/main/1a2b", "group": "service:web",
          "attachments": [{"type": "ElasticNetworkInterface", "status": "ATTACHED", "details": [
            {"name": "subnetId", "value": "subnet-1"}, {"name": "networkInterfaceId", "value": "eni-1"},
            {"name": "privateIPv4Address", "value": "10.0.1.9"}]}]},
        {"taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/main/3c4d", "group": "service:web",
          "attachments": [{"type": "ElasticNetworkInterface", "status": "DELETED", "details": [
            {"name": "networkInterfaceId", "value": "eni-9"}]}]},
        {"taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/main/5e6f", "attachments": []}],
      "failures": []}
    """

  static let mountTargets = """
    {"MountTargets": [
        {"MountTargetId": "fsmt-1", "FileSystemId": "fs-1", "SubnetId": "subnet-1", "LifeCycleState": "available",
          "IpAddress": "10.0.1.30", "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1"},
        {"MountTargetId": "fsmt-2", "FileSystemId": "fs-2", "SubnetId": "subnet-1", "NetworkInterfaceId": "eni-2"},
        {"MountTargetId": "fsmt-3", "FileSystemId": "fs-1", "LifeCycleState": "deleted"}],
      "FileSystems": [{"FileSystemId": "fs-1", "Tags": [{"Key": "Name", "Value": "shared"}]},
        {"FileSystemId": "fs-2", "Tags": []}]}
    """
}
