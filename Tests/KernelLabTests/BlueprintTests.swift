import KernelLab
import Network
import Ports
import Testing

/// What can be said of blueprints without building them.
@Suite struct BlueprintTests {
  @Test func `an end that the snapshot lacks is named`() throws {
    let end = Experiment.End.interface("eni-1", .v4(1), isPublic: false)
    let experiment = try Experiment(from: end, to: end, ipProtocol: .tcp, port: 1, clientPorts: "1-2")
    #expect(throws: LabError.undescribed("the snapshot does not describe eni-1, so the lab cannot build it")) {
      _ = try Blueprint(for: [experiment], in: Network())
    }
  }
}
