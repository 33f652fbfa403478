import HostPorts
import Ports
import Testing

@Suite struct FilterTests {
  @Test func `a filter for everything is no program`() {
    #expect(SocketFilter.all.program.isEmpty)
  }

  @Test func `a port is compared twice and a refusal jumps past the end`() {
    #expect(
      SocketFilter(remotePort: 443).program == [4, 8, 20, 0, 0, 0, 0xBB, 0x01, 5, 8, 12, 0, 0, 0, 0xBB, 0x01])
  }
}
