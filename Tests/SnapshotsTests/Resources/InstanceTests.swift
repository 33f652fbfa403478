import NetworkModel
import Snapshots
import Testing

@Suite struct InstanceTests {
  @Test func `instances are read nested in reservations and flat`() throws {
    let nested = Array(try network(Samples.instances).instances)
    #expect(
      nested == [
        Instance(id: "i-1", name: "web-1", state: .running, platform: "Linux/UNIX"),
        Instance(id: "i-2", state: .other("stopped"), platform: "windows"),
      ])
    guard case .object(let members) = try JSONTree(parsing: Array(Samples.instances.utf8)),
      case .list(let reservations) = members[0].1, case .object(let reservation) = reservations[0]
    else {
      Issue.record("the sample is not what it was")
      return
    }
    let flat = JSONTree.object(reservation).text
    #expect(Array(try network(flat).instances) == nested)
    #expect(Inventory(try network(flat)) == Inventory(try network(Samples.instances)))
  }

  @Test func `a reservation may hold no instance, and several may hold some`() throws {
    let json = """
      {"Reservations": [{"ReservationId": "r-1"}, {"Instances": []}, {"Instances": [{"InstanceId": "i-1"}]},
        {"Instances": [{"InstanceId": "i-2"}, {"InstanceId": "i-3"}]}]}
      """
    #expect(try network(json).instances.map(\.id) == ["i-1", "i-2", "i-3"])
  }

  @Test func `PlatformDetails tells more than Platform`() throws {
    let json = """
      {"Instances": [{"InstanceId": "i-1", "Platform": "windows", "PlatformDetails": "Windows with SQL Server Web"},
        {"InstanceId": "i-2", "Platform": "windows"}, {"InstanceId": "i-3"}]}
      """
    #expect(try network(json).instances.map(\.platform) == ["Windows with SQL Server Web", "windows", nil])
  }

  @Test func `an instance without a state is taken to run`() throws {
    for state in ["", #", "State": null"#, #", "State": {}"#, #", "State": {"Name": "running"}"#] {
      #expect(
        try network(#"{"Instances": [{"InstanceId": "i-1"\#(state)}]}"#).instances["i-1"]?.state == .running)
    }
  }
}
