import Foundation
import Testing

/// `portolan ports show`, `list` and `set` in namespaces of their own.
@Suite(.serialized, .enabled(if: Namespace.isAvailable, "needs root and iproute2, to make network namespaces"))
struct PortsHostTests {
  private func ports(_ words: String, in namespace: Namespace) throws -> Portolan.Outcome {
    try Portolan.run(["ports"] + words.split(separator: " ").map(String.init) + ["--netns", namespace.name])
  }

  @Test func `what is shown is of the namespace that is named`() throws {
    let namespace = try Namespace()
    try namespace.shell(
      "sysctl -qw net.ipv4.ip_local_port_range=\"40000 40099\" net.ipv4.ip_local_reserved_ports=40010")
    let text = try ports("show --window 0", in: namespace)
    #expect(text.status == 0 && text.output.hasPrefix("client ports 40000–40099   100 ports"))
    #expect(text.output.contains("99 ports for each") && text.output.contains("FREE"))
    let json = try ports("show --window 50ms --format json", in: namespace)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "portolan.ports.use/1")
    #expect(document["ceiling"] as? Int == 99 && document["reserved"] as? String == "40010")
  }

  @Test func `a namespace is named by process and by path, too`() throws {
    let namespace = try Namespace()
    try namespace.shell("sysctl -qw net.ipv4.ip_local_port_range=\"41000 41099\"")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ip", "netns", "exec", namespace.name, "sh", "-c", "echo in; read line"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = output.fileHandleForReading.availableData
    for name in ["\(process.processIdentifier)", "/run/netns/\(namespace.name)"] {
      let outcome = try Portolan.run(["ports", "show", "--window", "0", "--netns", name])
      #expect(outcome.output.hasPrefix("client ports 41000–41099"), "\(name): \(outcome)")
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    let gone = try Portolan.run(["ports", "list", "--netns", "portolan-is-not-there"])
    #expect(gone.status == 2)
    #expect(
      gone.errors.contains("“portolan-is-not-there” does not exist") && gone.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test func `a range is set, read back and undone as it says`() throws {
    let namespace = try Namespace()
    let dry = try ports("set 20000-60999 --dry-run", in: namespace)
    #expect(dry.status == 0 && dry.output.contains("would set"))
    #expect(try namespace.range == "32768-60999")
    let real = try ports("set 20000-60999 --reserve 30000-32767", in: namespace)
    #expect(real.status == 0 && real.errors.isEmpty, "\(real)")
    #expect(try namespace.range == "20000-60999")
    let again = try ports("set 20000-60999", in: namespace)
    #expect(
      again.status == 0 && again.output == "nothing to set: client ports are 20000-60999 here already\n", "\(again)")
    let undo = try #require(real.output.split(separator: "\n").first { $0.hasPrefix("undo") })
    try Namespace.shell(undo.dropFirst(4).trimmingCharacters(in: .whitespaces))
    #expect(try namespace.range == "32768-60999")
    #expect(try namespace.shell("cat /proc/sys/net/ipv4/ip_local_reserved_ports") == "\n")
  }

  @Test func `what the kernel would refuse is refused in one line`() throws {
    let namespace = try Namespace()
    for range in ["80-2000", "5000", "60999-20000", "0-10", "1024-65536", "all", "1-2-3"] {
      let outcome = try ports("set \(range)", in: namespace)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(range)")
      #expect(outcome.errors.filter { $0 == "\n" }.count == 1, "\(outcome.errors)")
    }
    #expect(try namespace.range == "32768-60999")
  }

  @Test func `a range that network ACLs would break is not set`() throws {
    let namespace = try Namespace()
    try namespace.shell("sysctl -qw net.ipv4.ip_local_port_range=\"32768 39999\"")
    let words = "set 32768-60999 --snapshot examples/shop --as web-1"
    let refused = try ports(words, in: namespace)
    #expect(refused.status == 1)
    #expect(refused.output.contains("BREAKS    network ACL data (acl-"), "\(refused.output)")
    #expect(refused.output.contains("outbound, drops replies to 40001-60999 (20999 of 28232 ports) from 10.20.20.7"))
    #expect(try namespace.range == "32768-39999")
    #expect(try ports(words + " --force", in: namespace).status == 0)
    #expect(try namespace.range == "32768-60999")
    let narrow = try ports("set 33000-39999 --snapshot examples/shop --as web-1", in: namespace)
    #expect(narrow.status == 0 && narrow.output.contains("no network ACL drops a reply"), "\(narrow)")
  }

  @Test(.enabled(if: (try? Namespace.shell("unshare -m true")) != nil, "needs mount namespaces"))
  func `what is to last is written where it is read at the start`() throws {
    let namespace = try Namespace()
    // A folder of settings of its own, in a mount namespace, so that those of the host stay as they are.
    let script = """
      mount -t tmpfs none /etc/sysctl.d && echo net.ipv4.ip_local_port_range=1 > /etc/sysctl.d/99-other.conf && \
      \(Portolan.command.path) ports set 20000-60999 --reserve 30000-32767 --persist && \
      sysctl -qw net.ipv4.ip_local_port_range="1500 1600" && sysctl -q -p /etc/sysctl.d/90-portolan-ports.conf && \
      ls /etc/sysctl.d && sysctl -n net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports
      """
    let file = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString).sh")
    try script.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let output = try namespace.shell("unshare -m sh \(file.path)")
    #expect(output.contains("wrote /etc/sysctl.d/90-portolan-ports.conf"), "\(output)")
    #expect(output.contains("90-portolan-ports.conf\n99-other.conf\n20000\t60999\n30000-32767\n"), "\(output)")
    #expect(output.contains("warning: /etc/sysctl.d/99-other.conf sets it, too"), "\(output)")
    #expect(try ports("set 20000-60999 --persist", in: namespace).status == 2)
  }

  @Test(.enabled(if: (try? Namespace.shell("command -v setpriv")) != nil, "needs setpriv, of util-linux"))
  func `without root there is less to see, and one line says so`() throws {
    let namespace = try Namespace()
    // Beside the tests' own the program may not be readable by others.
    let folder = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appending(component: "portolan")
    try FileManager.default.copyItem(at: Portolan.command, to: program)
    let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups \(program.path) ports"
    let holder = try SocketHolder(1, firstPort: 9_000, in: namespace)
    let list = try namespace.shell("\(nobody) list --processes")
    #expect(list.contains("LISTEN") && list.contains("of other users hide their sockets: run as root"), "\(list)")
    let show = try namespace.shell("\(nobody) show --window 0")
    #expect(show.contains("1 port in use") && show.contains("run as root to see"), "\(show)")
    let refused = try Namespace.shell("\(nobody) show --netns \(namespace.name) 2>&1; echo $?")
    #expect(refused.hasSuffix("cannot be entered without root: run this with sudo\n2\n"), "\(refused)")
    let unset = try namespace.shell("\(nobody) set 20000-60999 2>&1; echo $?")
    #expect(unset.contains("cannot be written: run this as root") && unset.hasSuffix("2\n"), "\(unset)")
    let root = try ports("list --processes --to :9000", in: namespace)
    #expect(root.output.contains("SocketHolder (\(holder.process.processIdentifier))"), "\(root.output)")
    holder.end()
  }

  @Test func `where netlink does not list sockets, proc does, and one line says so`() throws {
    let namespace = try Namespace()
    let holder = try SocketHolder(20, firstPort: 9_000, in: namespace)
    let sandbox = Portolan.command.deletingLastPathComponent().appending(component: "Sandbox").path
    /// What connections a listing has: of listeners /proc tells less.
    func connections(_ listing: String) -> [Substring] {
      listing.split(separator: "\n").filter { $0.hasPrefix("ESTAB") }.sorted()
    }
    let told = connections(try ports("list", in: namespace).output)
    #expect(told.count == 40)
    // EPERM, ENOENT and EPROTONOSUPPORT: sandboxes and kernels differ in how they refuse.
    for number in [1, 2, 93] {
      let portolan = "\(sandbox) \(number) \(Portolan.command.path) ports"
      let here = "--netns \(namespace.name)"
      #expect(connections(try Namespace.shell("\(portolan) list \(here) 2>/dev/null")) == told, "errno \(number)")
      for words in [
        "list", "show --window 0", "watch --count 2 --interval 2s --format json", "set 20000-60999 --dry-run",
      ] {
        let errors = try Namespace.shell("\(portolan) \(words) \(here) 2>&1 >/dev/null")
        let notes = errors.split(separator: "\n").filter { !$0.contains("warning") }
        #expect(notes.count == 1 && notes[0].contains("note: sockets are read from /proc/net"), "\(words): \(errors)")
      }
      let show = try Namespace.shell("\(portolan) show --window 50ms --format json \(here) 2>/dev/null")
      let document = try #require(try JSONSerialization.jsonObject(with: Data(show.utf8)) as? [String: Any])
      #expect(document["inUse"] as? Int == 20 && document["told"] as? String == "/proc/net", "\(show)")
      let holders = document["holders"] as? [[String: Any]]
      #expect(holders?.first?["command"] as? String == "SocketHolder")
    }
    holder.end()
  }
}
