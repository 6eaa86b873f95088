// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors, in every target of ours; those of dependencies are theirs.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .swiftLanguageMode(.v6),
]

let package = Package(
  name: "failover-audit",
  products: [
    .executable(name: "failover-audit", targets: ["failover-audit"]),
    .library(
      name: "FailoverAudit",
      targets: ["FailoverAudit", "FailoverBase", "FailoverHA", "FailoverInventory"]),
    .library(name: "FailoverRules", targets: ["FailoverRules"]),
    .library(name: "FailoverReports", targets: ["FailoverReports", "FailoverArchive"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CSpawn"),
    .systemLibrary(
      name: "CLibYAML", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "FailoverBase", dependencies: ["CLibCrypto", "CLibYAML"], swiftSettings: strict),
    .target(
      name: "FailoverInventory",
      dependencies: ["CLibXML2", "FailoverBase"],
      swiftSettings: strict),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CSQLiteMemory", dependencies: ["CSQLite"]),
    .target(
      name: "FailoverHA", dependencies: ["FailoverBase", "FailoverInventory"],
      swiftSettings: strict),
    .target(
      name: "FailoverSQL",
      dependencies: ["CSQLite", "CSQLiteMemory", "FailoverBase", "FailoverInventory"],
      swiftSettings: strict),
    .target(
      name: "FailoverAudit",
      dependencies: ["CSpawn", "FailoverBase", "FailoverHA", "FailoverInventory", "FailoverSQL"],
      swiftSettings: strict),
    .target(
      name: "FailoverRules",
      dependencies: ["FailoverAudit", "FailoverBase", "FailoverHA", "FailoverInventory"],
      // A link to `rules`, the only place where they are written.
      exclude: ["SQL/README.md"],
      resources: [.embedInCode("SQL")],
      swiftSettings: strict),
    .target(
      name: "FailoverSimulation",
      dependencies: ["FailoverAudit", "FailoverBase", "FailoverInventory"],
      swiftSettings: strict),
    .target(
      name: "FailoverArchive",
      dependencies: [
        "CSQLite", "FailoverAudit", "FailoverBase", "FailoverInventory", "FailoverSQL",
      ],
      swiftSettings: strict),
    .target(
      name: "FailoverReports",
      dependencies: [
        "FailoverArchive", "FailoverAudit", "FailoverBase", "FailoverInventory", "FailoverSQL",
        "FailoverSimulation",
      ],
      // The binary works without files beside it.
      resources: [.embedInCode("HTML/Page")],
      swiftSettings: strict),
    .executableTarget(
      name: "failover-audit",
      dependencies: [
        "FailoverBase", "FailoverInventory", "FailoverHA", "FailoverSQL", "FailoverAudit",
        "FailoverRules", "FailoverSimulation", "FailoverArchive", "FailoverReports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // What several test targets need; nobody else does.
    .target(
      name: "TestSupport", dependencies: ["FailoverBase"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "AuditTestSupport", dependencies: ["FailoverAudit", "FailoverInventory"],
      path: "Tests/AuditTestSupport", swiftSettings: strict),
    .testTarget(
      name: "FailoverBaseTests", dependencies: ["FailoverBase", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverInventoryTests",
      dependencies: ["FailoverBase", "FailoverInventory", "CLibXML2", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverHATests",
      dependencies: ["FailoverBase", "FailoverHA", "FailoverInventory", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverSQLTests",
      dependencies: ["FailoverBase", "FailoverSQL", "FailoverInventory", "CSQLite"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverAuditTests",
      dependencies: [
        "AuditTestSupport",
        "FailoverAudit", "FailoverArchive", "FailoverBase", "FailoverInventory", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverSimulationTests",
      dependencies: [
        "FailoverSimulation", "FailoverAudit", "FailoverBase", "FailoverInventory", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverRulesTests",
      dependencies: [
        "AuditTestSupport",
        "FailoverRules", "FailoverAudit", "FailoverBase", "FailoverHA", "FailoverInventory",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverReportsTests",
      dependencies: [
        "AuditTestSupport",
        "FailoverReports", "FailoverArchive", "FailoverAudit", "FailoverBase", "FailoverInventory",
        "FailoverRules", "FailoverSimulation", "CLibXML2", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverArchiveTests",
      dependencies: [
        "AuditTestSupport",
        "FailoverArchive", "FailoverAudit", "FailoverBase", "FailoverInventory", "CSQLite",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["failover-audit", "FailoverBase", "FailoverInventory", "TestSupport"],
      swiftSettings: strict),
  ]
)
