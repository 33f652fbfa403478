import PortolanServer
import Testing

@Suite struct HostNamesTests {
  @Test func `on loopback only its own names are known`() {
    let names = HostNames(listeningAt: "127.0.0.1", isLoopback: true, also: ["Charts.example.com"])
    for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LocalHost", "[::1]:80", "charts.example.com:443"] {
      #expect(names.include(host), "\(host)")
    }
    for host in ["", ":80", "10.0.0.1", "evil.example", "localhost.", "[fe80::1]", "example.com", "127.0.0.1.evil"] {
      #expect(!names.include(host), "\(host)")
    }
  }

  @Test func `beyond it any address will do, which no name server can point here`() {
    let names = HostNames(listeningAt: "0.0.0.0", isLoopback: false, also: [])
    for host in ["10.0.0.1:80", "[2001:db8::1]:8080", "192.0.2.7"] { #expect(names.include(host), "\(host)") }
    for host in ["evil.example", "1.2.3.4.evil.example", "", "0x7f000001"] { #expect(!names.include(host), "\(host)") }
  }
}
