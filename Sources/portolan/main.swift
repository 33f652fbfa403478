import Snapshots
import Network
let clock = ContinuousClock()
for _ in 0..<3 {
let start = clock.now
do {
  let snapshot = try Snapshot(readingFrom: CommandLine.arguments[1])
  let t = start.duration(to: clock.now)
  print(snapshot.size, snapshot.network.networkInterfaces.count, t, snapshot.notices)
} catch { print(error) }
}
