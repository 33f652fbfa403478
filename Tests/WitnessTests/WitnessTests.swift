import Foundation
import KernelLab
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing
import Witness

/// Random networks, asked of the engine, of brute force and of a real kernel: three that share no code.
///
/// `scripts/witness` runs more of them, by `PORTOLAN_SEED` and `PORTOLAN_WITNESS` in the environment; at the first disagreement it writes
/// the smallest snapshot it finds that still shows it to the folder `PORTOLAN_WITNESS_OUTPUT`.
@Suite(.serialized, .enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
struct WitnessTests {
  @Test func `engine, brute force and kernel say the same of random networks`() throws {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["PORTOLAN_SEED"].flatMap(Int.init) ?? 1
    let count = environment["PORTOLAN_WITNESS"].flatMap(Int.init) ?? 40
    var tally = Tally()
    let start = Date()
    for seed in first..<first + count {
      let found: String?
      do {
        var one = try Case(seed: UInt64(seed))
        found = try one.disagreement(&tally)
      } catch {
        found = "\(error); see \(try Reproduction.write(snapshotOf: UInt64(seed)))"
      }
      if (seed - first) % 50 == 49 { print("  \(seed - first + 1) networks: \(tally)") }
      guard let found else { continue }
      Issue.record("seed \(seed): \(found)")
      break
    }
    let seconds = Int(Date().timeIntervalSince(start))
    print("witness: networks \(first) to \(first + count - 1): \(tally); \(seconds) s")
    #expect(tally.legs >= tally.networks, "hardly anything was compared")
  }
}

/// How much was compared.
struct Tally: CustomStringConvertible {
  var networks = 0
  var questions = 0
  var legs = 0
  var ports = 0
  var working = 0
  var behindGateways = 0
  var untold = 0
  var cells = 0
  var remedies = 0
  /// How many questions led through each kind of gateway.
  var kinds: [String: Int] = [:]

  var description: String {
    let kinds = kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return
      "\(networks) networks, \(questions) questions, \(legs) legs compared (\(behindGateways) behind a NAT gateway or load balancer), "
      + "\(ports) client ports of which \(working) work, \(untold) legs untold; \(cells) cells of matrices, \(remedies) remedies; questions by \(kinds)"
  }
}
