import NetworkModel
import Ports
import Reachability
import Testing

/// Endpoints put together by their tags.
@Suite struct MatrixTagTests {
  @Test func `an interface's own tag goes before its instance's, and those without one are together`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-client"].more = ["TagSet": [["Key": "tier", "Value": "app"]]]
    sketch.interfaces.add(
      SketchedInterface(id: "eni-probe", subnet: "subnet-data", addresses: ["10.0.2.30"], groups: ["sg-server"]))
    var engine = Engine(try sketch.network)
    let matrix = Matrix(of: engine.directory, through: engine.plane(for: .tcp))
    let groups = matrix.groupsByTag("tier")
    #expect(matrix.tagKeys == ["tier"])
    #expect(Set(groups.all.map { "\($0.name) \($0.count)" }) == ["app 1", "without tier 2"])
  }
}
