import Foundation
import Snapshots
import Testing

@Suite struct UnreadableFileTests {
  @Test func `a missing file or folder is named`() throws {
    let folder = try TemporaryFolder()
    for name in ["shop", "shop.json", "shop/describe-vpcs.json"] {
      let path = "\(folder.path)/\(name)"
      #expect(refusal(ofPath: path) == "\(path): cannot be read: No such file or directory")
    }
    #expect(refusal(ofPath: "") == ": cannot be read: No such file or directory")
  }

  @Test func `a folder without JSON says what it should hold`() throws {
    let folder = try TemporaryFolder(["notes.txt": "", "sub/notes.txt": ""])
    #expect(
      refusal(ofPath: folder.path)
        == "\(folder.path): holds no .json file; save what `aws ec2 describe-vpcs` and the like print there")
  }

  @Test(.disabled(if: geteuid() == 0, "root may read every file"))
  func `a file that may not be read is named`() throws {
    let folder = try TemporaryFolder(["vpcs.json": Samples.vpcs, "sub/vpcs.json": Samples.vpcs])
    let path = "\(folder.path)/vpcs.json"
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(refusal(ofPath: path) == "\(path): cannot be read: Permission denied")
    #expect(refusal(ofPath: folder.path) == "\(path): cannot be read: Permission denied")
  }

  @Test func `a folder that links to itself ends`() throws {
    let folder = try TemporaryFolder(["vpcs.json": Samples.vpcs])
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/loop", withDestinationPath: folder.path)
    let line = try #require(refusal(ofPath: folder.path))
    #expect(line == "\(folder.path)/loop: is a link to a folder that it lies in, so that it has no end")
  }

  @Test func `a link that leads nowhere is named`() throws {
    let folder = try TemporaryFolder(["vpcs.json": Samples.vpcs])
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/lost.json", withDestinationPath: "\(folder.path)/nowhere")
    #expect(
      refusal(ofPath: folder.path) == "\(folder.path)/lost.json: cannot be read: No such file or directory")
  }

  @Test func `the file at fault is named with its path in the folder`() throws {
    let folder = try TemporaryFolder(["good.json": Samples.vpcs, "eu/west/bad.json": #"{"Vpcs": [}"#])
    #expect(
      refusal(ofPath: folder.path)
        == "\(folder.path)/eu/west/bad.json: line 1, column 11, in Vpcs[0]: “}” stands where a value should")
  }
}
