import Testing

/// What is held to the kernel: one after the other, since sockets of all namespaces are in one table and time is measured.
@Suite(.serialized, .enabled(if: TestNamespace.isAvailable, TestNamespace.need))
enum KernelTests {}
