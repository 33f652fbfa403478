// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "portolan",
  products: [
    .executable(name: "portolan", targets: ["portolan"]),
    .executable(name: "portolan-serve", targets: ["portolan-serve"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // What each target holds and may import: docs/architecture.md, enforced by ArchitectureTests.
    .target(name: "Ports"),
    .target(name: "AWSCatalogue"),
    .target(name: "NetworkModel", dependencies: ["Ports", "AWSCatalogue"]),
    .target(name: "Reachability", dependencies: ["Ports", "AWSCatalogue", "NetworkModel"]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(name: "CZlib"),
    .target(name: "Snapshots", dependencies: ["Ports", "AWSCatalogue", "NetworkModel", "CSimdjson", "CZlib"]),
    .systemLibrary(name: "CYAML"),
    .target(name: "IntentFiles", dependencies: ["Ports", "NetworkModel", "Reachability", "CYAML"]),
    .target(name: "CLinux"),
    .target(name: "KernelLab", dependencies: ["Ports", "NetworkModel", "CLinux"]),
    .target(name: "Witness", dependencies: ["Ports", "NetworkModel", "Reachability", "KernelLab"]),
    .target(name: "HostPorts", dependencies: ["Ports", "CLinux"]),
    .target(name: "FlowLogs", dependencies: ["NetworkModel"]),
    .target(name: "Render", dependencies: ["Ports", "AWSCatalogue", "NetworkModel", "Reachability", "HostPorts"]),
    .target(
      name: "PortolanServer",
      dependencies: [
        "Ports", "NetworkModel", "Reachability", "Render",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      ],
      resources: [.embedInCode("Assets")]),
    .target(name: "Program", dependencies: ["AWSCatalogue", "NetworkModel", "Reachability", "Snapshots"]),
    // A program of its own, so that nobody waits for HTTP who does not want it: it takes minutes to build and milliseconds to load.
    .executableTarget(name: "portolan-serve", dependencies: ["PortolanServer", "Program"]),
    .executableTarget(
      name: "portolan",
      dependencies: [
        "Ports", "AWSCatalogue", "NetworkModel", "Reachability", "Snapshots", "HostPorts", "FlowLogs", "CLinux",
        "Render",
        "KernelLab", "Witness", "IntentFiles", "Program",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(
      name: "Benchmarks", dependencies: ["Ports", "NetworkModel", "Reachability", "Snapshots", "HostPorts"],
      path: "Benchmarks/Benchmarks"),

    // Random numbers for tests, the same each time.
    .target(name: "Seeds", path: "Tests/Seeds"),
    .testTarget(name: "PortsTests", dependencies: ["Seeds", "Ports"]),
    .testTarget(name: "NetworkModelTests", dependencies: ["Seeds", "Ports", "AWSCatalogue", "NetworkModel"]),
    .testTarget(name: "SnapshotsTests", dependencies: ["Seeds", "Ports", "AWSCatalogue", "NetworkModel", "Snapshots"]),
    // Holds sockets for tests and benchmarks to list.
    .executableTarget(name: "SocketHolder", path: "Tests/SocketHolder"),
    // Runs a command where the kernel does not list sockets over netlink.
    .executableTarget(name: "Sandbox", path: "Tests/Sandbox"),
    .testTarget(name: "HostPortsTests", dependencies: ["Seeds", "Ports", "HostPorts", "CLinux", "SocketHolder"]),
    .testTarget(name: "FlowLogsTests", dependencies: ["Seeds", "FlowLogs", "NetworkModel"]),
    .testTarget(
      name: "ChartTests", dependencies: ["Oracle", "Ports", "NetworkModel", "Reachability", "Snapshots", "Render"]),
    .testTarget(name: "RenderTests", dependencies: ["Ports", "HostPorts", "Render"]),
    .testTarget(
      name: "ReachabilityTests",
      dependencies: ["Seeds", "Ports", "AWSCatalogue", "NetworkModel", "Reachability", "Snapshots", "Render"]),
    // Knows nothing of the engine or of the model, so that neither can lead it astray.
    .target(name: "Oracle", path: "Tests/Oracle"),
    .testTarget(
      name: "OracleTests",
      dependencies: ["Oracle", "Ports", "NetworkModel", "Reachability", "Snapshots", "IntentFiles"]),
    .testTarget(
      name: "IntentFilesTests", dependencies: ["Seeds", "IntentFiles", "NetworkModel", "Ports", "Reachability"]),
    .testTarget(name: "KernelLabTests", dependencies: ["CLinux", "KernelLab", "NetworkModel", "Ports"]),
    .testTarget(
      name: "WitnessTests",
      dependencies: ["Oracle", "Ports", "NetworkModel", "Reachability", "Snapshots", "KernelLab", "Witness"]),
    .testTarget(
      name: "ScenarioTests", dependencies: ["Ports", "AWSCatalogue", "NetworkModel", "Reachability", "Snapshots"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["AWSCatalogue", "portolan", "portolan-serve", "KernelLab", "Sandbox", "SocketHolder"],
      exclude: ["Account", "Browser", "Examples", "Golden"]),
    .testTarget(name: "PortolanServerTests", dependencies: ["Seeds", "PortolanServer"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["AWSCatalogue", "portolan"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets
where !["CSimdjson", "CLinux", "CYAML", "CZlib", "SocketHolder", "Sandbox"].contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
