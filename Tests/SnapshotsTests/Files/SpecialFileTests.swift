import Foundation
import NetworkModel
import Snapshots
import Testing

/// What has a file's name and is no file is not opened to be read, and waits for nobody.
@Suite struct SpecialFileTests {
  private static let vpcs = #"{"Vpcs": [{"VpcId": "vpc-1"}]}"#
  private static let problem = "and no file; what a command prints is read as “-”"

  @Test func `a named pipe is refused, in a folder or by its name`() throws {
    let folder = try TemporaryFolder(["b.json": Self.vpcs])
    for name in ["a.json", "describe-vpcs", "z.txt"] {
      let pipe = "\(folder.path)/\(name)"
      try #require(mkfifo(pipe, 0o600) == 0)
      #expect(refusal(ofPath: pipe) == "\(pipe): is a named pipe \(Self.problem)")
      #expect(refusal(ofPath: folder.path) == "\(pipe): is a named pipe \(Self.problem)")
      unlink(pipe)
    }
    try #require(mkfifo("\(folder.path)/log.pipe", 0o600) == 0)
    #expect(try Snapshot(readingFrom: folder.path).network.vpcs.count == 1)
  }

  @Test func `a device is refused, by its name or by a link`() throws {
    let folder = try TemporaryFolder(["b.json": Self.vpcs])
    let link = "\(folder.path)/a.json"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/zero")
    for path in ["/dev/zero", "/dev/null", link, folder.path] {
      #expect(refusal(ofPath: path) == "\(path == folder.path ? link : path): is a device \(Self.problem)")
    }
  }

  @Test func `a socket is refused`() throws {
    let folder = try TemporaryFolder()
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = "/tmp/p-\(UInt32.random(in: 0 ... .max)).json"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    defer {
      close(descriptor)
      unlink(path)
    }
    try #require(isBound == 0)
    #expect(refusal(ofPath: path) == "\(path): is a socket \(Self.problem)")
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/a.json", withDestinationPath: path)
    #expect(refusal(ofPath: folder.path) == "\(folder.path)/a.json: is a socket \(Self.problem)")
  }

  @Test func `a pipe of this process's own is read, whoever writes to it and when`() throws {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    // A thread of its own: those that Dispatch has may all be busy.
    Thread.detachNewThread {
      for byte in Self.vpcs.utf8 { try? writer.write(contentsOf: Data([byte])) }
      try? writer.close()
    }
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    #expect(try Snapshot(readingFrom: path).network.vpcs.count == 1)
  }

  @Test func `links lead out of the folder, and not in a circle`() throws {
    let other = try TemporaryFolder(["v.json": Self.vpcs])
    let folder = try TemporaryFolder(["a/x.json": #"{"Subnets": []}"#])
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/b", withDestinationPath: other.path)
    #expect(try Snapshot(readingFrom: folder.path).network.vpcs.count == 1)
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/a/back", withDestinationPath: "..")
    #expect(
      refusal(ofPath: folder.path)
        == "\(folder.path)/a/back: is a link to a folder that it lies in, so that it has no end")
  }

  @Test func `what stands in a file tells whether it is taken, where its name does not`() throws {
    let form = try Form([
      "vpcs.txt": Self.vpcs, "more": #"[{"VpcId": "vpc-2", "CidrBlock": "10.0.0.0/16"}]"#, "README": "read me",
      "config": "[default]\nregion = eu-west-1\n", "Makefile": "{x}", "intents.yaml": "intents: []",
      "picture.svg": "<svg/>",
      "empty": "", "terraform.tfstate": "{", "notes.txt": "An error of mine",
    ])
    #expect(form.network.vpcs.count == 2)
    #expect(form.notices == [])
  }
}
