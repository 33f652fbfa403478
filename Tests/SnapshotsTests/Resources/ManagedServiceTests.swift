import NetworkModel
import Snapshots
import Testing

@Suite struct ManagedServiceTests {
  @Test func `a database has its id, port, host, subnets and groups`() throws {
    #expect(
      Array(try network(Samples.dbInstances).managedServices) == [
        ManagedService(
          id: "orders", kind: .dbInstance, name: "orders", aliases: ["orders.example.com"], port: 5432, vpc: "vpc-1",
          subnets: ["subnet-1", "subnet-2"], securityGroups: ["sg-1", "sg-2"])
      ])
    let bare = #"{"DBInstances": [{"DBInstanceIdentifier": "new", "DBInstanceStatus": "creating"}]}"#
    #expect(
      Array(try network(bare).managedServices)
        == [ManagedService(id: "new", kind: .dbInstance, name: "new", vpc: nil, subnets: [])])
  }

  @Test func `clusters have the subnets of the groups that they name`() throws {
    #expect(
      Array(try network(Samples.dbClusters).managedServices) == [
        ManagedService(
          id: "arn:aws:rds:eu-west-1:111122223333:cluster:ledger", kind: .dbCluster, name: "ledger",
          aliases: ["ledger.cluster-1.example.com", "ledger.cluster-ro-1.example.com"], port: 3306, vpc: "vpc-1",
          subnets: ["subnet-1", "subnet-2"], securityGroups: ["sg-1", "sg-2"])
      ])
    #expect(
      Array(try network(Samples.cacheClusters).managedServices) == [
        ManagedService(
          id: "arn:aws:elasticache:eu-west-1:111122223333:cluster:sessions", kind: .cacheCluster, name: "sessions",
          aliases: ["sessions.1.example.com", "sessions.2.example.com", "sessions.cfg.example.com"], port: 11211,
          vpc: "vpc-1", subnets: ["subnet-1"], securityGroups: ["sg-1"])
      ])
  }

  private static let cluster = #""DBClusters": [{"DBClusterIdentifier": "ledger", "DBSubnetGroup": "data"}]"#

  private static func group(_ vpc: String, in region: String) -> String {
    """
    {"DBSubnetGroupName": "data", "VpcId": "\(vpc)", "Subnets": [{"SubnetIdentifier": "subnet-of-\(vpc)"}],
      "DBSubnetGroupArn": "arn:aws:rds:\(region):111122223333:subgrp:data"}
    """
  }

  @Test func `a subnet group is that of the cluster's own account and Region`() throws {
    let groups = "[\(Self.group("vpc-1", in: "eu-west-1")), \(Self.group("vpc-2", in: "us-east-1"))]"
    let folder = try TemporaryFolder([
      "111122223333/us-east-1/clusters.json": "{\(Self.cluster)}", "groups.json": #"{"DBSubnetGroups": \#(groups)}"#,
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    #expect(snapshot.network.managedServices.map(\.vpc) == ["vpc-2"])
    #expect(snapshot.network.managedServices.map(\.subnets) == [["subnet-of-vpc-2"]])
    #expect(snapshot.notices == [])
  }

  @Test func `a subnet group's name does where only one has it, and not where several have`() throws {
    let one = "[\(Self.group("vpc-1", in: "eu-west-1"))]"
    let two = "[\(Self.group("vpc-1", in: "eu-west-1")), \(Self.group("vpc-2", in: "us-east-1"))]"
    #expect(
      try network(#"{\#(Self.cluster), "DBSubnetGroups": \#(one)}"#).managedServices.map(\.vpc) == ["vpc-1"])
    for groups in [two, "[]"] {
      let json = #"{"DBSubnetGroups": \#(groups), \#(Self.cluster)}"#
      #expect(try network(json).managedServices.map(\.vpc) == [nil])
      #expect(
        try notices(json) == ["of unknown subnets, since the snapshot lacks their subnet group: ledger"])
    }
  }

  @Test func `a function outside any VPC is no part of a network`() throws {
    #expect(
      Array(try network(Samples.functions).managedServices) == [
        ManagedService(
          id: "arn:aws:lambda:eu-west-1:111122223333:function:resize", kind: .function, name: "resize", vpc: "vpc-1",
          subnets: ["subnet-1", "subnet-2"], securityGroups: ["sg-1"])
      ])
    #expect(try notices(Samples.functions) == [])
  }

  @Test func `a task has the interface that is attached to it`() throws {
    #expect(
      Array(try network(Samples.tasks).managedServices) == [
        ManagedService(
          id: "arn:aws:ecs:eu-west-1:111122223333:task/main/1a2b", kind: .task, name: "1a2b",
          aliases: ["service:web"], vpc: nil, subnets: ["subnet-1"], networkInterfaces: ["eni-1"])
      ])
    #expect(try notices(Samples.tasks) == [])
  }

  @Test func `a mount target has the name of its file system`() throws {
    #expect(
      Inventory(try network(Samples.mountTargets)).managedServices == [
        ManagedService(
          id: "fsmt-1", kind: .mountTarget, name: "shared", aliases: ["fs-1"], port: 2049, vpc: "vpc-1",
          subnets: ["subnet-1"], networkInterfaces: ["eni-1"]),
        ManagedService(
          id: "fsmt-2", kind: .mountTarget, name: "fs-2", aliases: ["fs-2"], port: 2049, vpc: nil,
          subnets: ["subnet-1"], networkInterfaces: ["eni-2"]),
      ])
  }
}
