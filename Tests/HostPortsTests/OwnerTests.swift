import HostPorts
import Seeds
import Testing

@Suite struct OwnerTests {
  private static let id = String(repeating: "0123456789abcdef", count: 4)

  @Test func `containers are known by the paths of their control groups`() {
    for path in [
      "/docker/\(Self.id)", "/system.slice/docker-\(Self.id).scope", "/kubepods/burstable/pod12/\(Self.id)",
      "/kubepods.slice/kubepods-pod1.slice/cri-containerd-\(Self.id).scope",
      "/machine.slice/libpod-\(Self.id).scope/container",
    ] {
      #expect(SocketOwner.container(in: path) == "0123456789ab", "\(path)")
    }
    for path in ["/", "/user.slice/user-1000.slice", "/docker/0123456789ab", "/x/\(Self.id)0"] {
      #expect(SocketOwner.container(in: path) == nil, "\(path)")
    }
  }

  @Test func `of both kinds of control groups the one that says most is taken`() {
    #expect(SocketOwner.controlGroup(in: "0::/system.slice/ssh.service\n") == "/system.slice/ssh.service")
    #expect(SocketOwner.controlGroup(in: "12:cpu:/docker/ab\n1:name=systemd:/docker/ab/c\n0::/\n") == "/docker/ab/c")
    #expect(SocketOwner.controlGroup(in: "0::/\n") == "/")
    #expect(SocketOwner.controlGroup(in: "") == nil)
    #expect(SocketOwner.controlGroup(in: "nonsense") == nil)
  }

  @Test func `descriptors that lead to sockets are told from others`() {
    func inode(_ text: String) -> UInt32? { Array(text.utf8).withUnsafeBytes { SocketOwners.inode(of: $0) } }
    #expect(inode("socket:[12345]") == 12_345)
    #expect(inode("socket:[4294967295]") == .max)
    for text in ["socket:[]", "socket:[4294967296]", "socket:[12", "pipe:[12]", "socket:[1x]", "/tmp/socket:[1]", ""] {
      #expect(inode(text) == nil, "\(text)")
    }
  }

  @Test func `connections begun are found in the tables of the kernel`() {
    let text = "Ip: Forwarding\nIp: 1\nTcp: RtoMin ActiveOpens PassiveOpens\nTcp: 200 42 7\nUdp: A\nUdp: 1\n"
    #expect(PortSettings.activeOpens(in: text) == 42)
    for broken in ["", "Tcp: ActiveOpens\n", "Tcp: ActiveOpens\nTcp:\n", "Tcp: ActiveOpens\nTcp: x\n"] {
      #expect(PortSettings.activeOpens(in: broken) == nil)
    }
  }

  @Test func `mutated tables and names never crash their readers`() {
    var generator = SeededGenerator(seed: 0x0E12_0001)
    let samples = [
      "0::/docker/\(Self.id)\n", "Tcp: ActiveOpens\nTcp: 42\n", "socket:[12345]", "::ffff:10.0.0.1", "10.0.0.1",
    ]
    for round in 1...5_000 {
      var bytes = Array(samples[round % samples.count].utf8)
      for _ in 0..<3 {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] =
          Bool.random(using: &generator) ? .random(in: 0 ... .max, using: &generator) : bytes[bytes.count - 1]
      }
      let text = String(decoding: bytes, as: UTF8.self)
      _ = SocketOwner.controlGroup(in: text).flatMap(SocketOwner.container)
      _ = PortSettings.activeOpens(in: text)
      _ = bytes.withUnsafeBytes { SocketOwners.inode(of: $0) }
      if let address = HostAddress(text) { #expect(HostAddress("\(address)") == address, "\(text)") }
    }
  }
}
