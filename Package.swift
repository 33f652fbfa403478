// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "portolan",
  products: [
    .executable(name: "portolan", targets: ["portolan"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // What each target holds and may import: docs/architecture.md, enforced by ArchitectureTests.
    .target(name: "Ports"),
    .target(name: "Network", dependencies: ["Ports"]),
    .target(name: "Reachability", dependencies: ["Ports", "Network"]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "Snapshots", dependencies: ["Ports", "Network", "CSimdjson"]),
    .target(
      name: "IntentFiles",
      dependencies: ["Ports", "Network", "Reachability", .product(name: "Yams", package: "Yams")]),
    .target(name: "CLinux"),
    .target(name: "KernelLab", dependencies: ["Ports", "Network", "CLinux"]),
    .target(name: "Witness", dependencies: ["Ports", "Network", "Reachability", "KernelLab"]),
    .target(name: "HostPorts", dependencies: ["Ports", "CLinux"]),
    .target(name: "FlowLogs", dependencies: ["Network"]),
    .target(name: "Render", dependencies: ["Ports", "Network", "Reachability", "HostPorts"]),
    .executableTarget(
      name: "portolan",
      dependencies: [
        "Ports", "Network", "Reachability", "Snapshots", "HostPorts", "FlowLogs", "CLinux", "Render",
        "KernelLab", "Witness", "IntentFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(
      name: "Benchmarks", dependencies: ["Ports", "Network", "Reachability", "Snapshots", "HostPorts"],
      path: "Benchmarks/Benchmarks"),

    // Random numbers for tests, the same each time.
    .target(name: "Seeds", path: "Tests/Seeds"),
    .testTarget(name: "PortsTests", dependencies: ["Seeds", "Ports"]),
    .testTarget(name: "NetworkTests", dependencies: ["Seeds", "Ports", "Network"]),
    .testTarget(name: "SnapshotsTests", dependencies: ["Seeds", "Ports", "Network", "Snapshots"]),
    // Holds sockets for tests and benchmarks to list.
    .executableTarget(name: "SocketHolder", path: "Tests/SocketHolder"),
    // Runs a command where the kernel does not list sockets over netlink.
    .executableTarget(name: "Sandbox", path: "Tests/Sandbox"),
    .testTarget(name: "HostPortsTests", dependencies: ["Seeds", "Ports", "HostPorts", "CLinux", "SocketHolder"]),
    .testTarget(name: "FlowLogsTests", dependencies: ["Seeds", "FlowLogs", "Network"]),
    .testTarget(
      name: "ChartTests", dependencies: ["Oracle", "Ports", "Network", "Reachability", "Snapshots", "Render"]),
    .testTarget(name: "RenderTests", dependencies: ["Ports", "HostPorts", "Render"]),
    .testTarget(
      name: "ReachabilityTests", dependencies: ["Seeds", "Ports", "Network", "Reachability", "Snapshots", "Render"]),
    // Knows nothing of the engine or of the model, so that neither can lead it astray.
    .target(name: "Oracle", path: "Tests/Oracle"),
    .testTarget(
      name: "OracleTests", dependencies: ["Oracle", "Ports", "Network", "Reachability", "Snapshots", "IntentFiles"]),
    .testTarget(name: "IntentFilesTests", dependencies: ["Seeds", "IntentFiles", "Network", "Ports", "Reachability"]),
    .testTarget(name: "KernelLabTests", dependencies: ["CLinux", "KernelLab", "Network", "Ports"]),
    .testTarget(
      name: "WitnessTests",
      dependencies: ["Oracle", "Ports", "Network", "Reachability", "Snapshots", "KernelLab", "Witness"]),
    .testTarget(name: "ScenarioTests", dependencies: ["Ports", "Network", "Reachability", "Snapshots"]),
    .testTarget(
      name: "CommandTests", dependencies: ["portolan", "KernelLab", "Sandbox", "SocketHolder"], exclude: ["Golden"]),
    .testTarget(name: "ArchitectureTests"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets where !["CSimdjson", "CLinux", "SocketHolder", "Sandbox"].contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
