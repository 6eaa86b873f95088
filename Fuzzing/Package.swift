// swift-tools-version: 6.2
import PackageDescription

/// Programs for libFuzzer. A package of its own, so that nobody else builds them: `make fuzz` does.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .swiftLanguageMode(.v6),
]

let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "failover-audit", path: "..")],
  targets: [
    // Links to what the tests have.
    .target(
      name: "TestSupport",
      dependencies: [.product(name: "FailoverAudit", package: "failover-audit")],
      swiftSettings: strict),
    .target(
      name: "FuzzProperties",
      dependencies: ["TestSupport", .product(name: "FailoverAudit", package: "failover-audit")],
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-scanner", dependencies: ["FuzzProperties"], path: "Sources/FuzzScanner",
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-reader", dependencies: ["FuzzProperties"], path: "Sources/FuzzReader",
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-xml", dependencies: ["FuzzProperties"], path: "Sources/FuzzXML",
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-neutral", dependencies: ["FuzzProperties"], path: "Sources/FuzzNeutral",
      swiftSettings: strict),
    .target(
      name: "FuzzEvidenceProperties",
      dependencies: [.product(name: "FailoverAudit", package: "failover-audit")],
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-keepalived", dependencies: ["FuzzEvidenceProperties"],
      path: "Sources/FuzzKeepalived", swiftSettings: strict),
    .executableTarget(
      name: "fuzz-address", dependencies: ["FuzzProperties"], path: "Sources/FuzzAddress",
      swiftSettings: strict),
  ]
)
