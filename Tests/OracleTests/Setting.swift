import Foundation

/// A number from the environment, such as `PORTOLAN_SEED`.
func setting(_ name: String, default value: Int) -> Int {
  ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? value
}
