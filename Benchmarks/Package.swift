// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors, in every target of ours; those of dependencies are theirs.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .swiftLanguageMode(.v6),
]

/// A package of its own, so that the command's own build stays as quick as it is.
let package = Package(
  name: "failover-audit-benchmarks",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .target(name: "EstateMaking", swiftSettings: strict),
    .executableTarget(
      name: "make-estate",
      dependencies: [
        "EstateMaking", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(name: "BenchSuite", dependencies: ["EstateMaking"], swiftSettings: strict),
    .executableTarget(
      name: "bench-suite",
      dependencies: [
        "BenchSuite", "EstateMaking",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(name: "EstateMakingTests", dependencies: ["EstateMaking"], swiftSettings: strict),
    .testTarget(
      name: "BenchSuiteTests", dependencies: ["BenchSuite", "EstateMaking"],
      swiftSettings: strict),
  ]
)
