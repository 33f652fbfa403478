import Foundation
import Testing

/// The code that `portolan fix` prints, read and done by those it is written for.
@Suite(.enabled(if: Checkers.areInstalled, "scripts/checkers installs the aws CLI, moto, cfn-lint and a reader of HCL"))
struct FixCodeTests {
  /// What account.py does, and with what: the answer before, after the commands, and after those that take them back.
  @Test
  func `commands do in an account what the remedy says, and are taken back; templates and configurations say the same`()
    throws
  {
    let program = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Account/account.py").path
    let printed = try Checkers.run([program, Portolan.command.path])
    #expect(
      printed == """
        replies: intermittent 7233 → works 28232 → intermittent 7233; 1 + 1 commands, 1 resource
        ssh: blocked 0 → works 28232 → blocked 0; 4 + 4 commands, 4 resources
        ping: blocked → works → blocked; 5 + 5 commands, 5 resources
        over IPv6: blocked 0 → works 28232 → blocked 0; 5 + 5 commands, 5 resources
        route: blocked 0 → works 28232 → blocked 0; 1 + 1 commands, 1 resource
        stop: intermittent 7233 → blocked 0 → intermittent 7233; 1 + 1 commands, 1 resource
        group: intermittent 7233 → blocked 0 → intermittent 7233; 1 + 1 commands, no resource
        finding: 1 → 0 → 1; 1 + 1 commands, no resource
        spoiled: intermittent 7233 → intermittent 17233 → intermittent 7233; 1 + 1 commands, 1 resource
        faults in templates: spoiled E3030
        spoiled configuration: not read

        """)
  }
}
