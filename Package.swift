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
    .library(name: "FailoverAudit", targets: ["FailoverAudit", "FailoverInventory"]),
    .library(name: "FailoverRules", targets: ["FailoverRules"]),
    .library(name: "FailoverReports", targets: ["FailoverReports"]),
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
      name: "FailoverInventory",
      dependencies: ["CLibCrypto", "CLibXML2"],
      swiftSettings: strict),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CSQLiteMemory", dependencies: ["CSQLite"]),
    .target(
      name: "FailoverSQL", dependencies: ["CSQLite", "CSQLiteMemory", "FailoverInventory"],
      swiftSettings: strict),
    .target(
      name: "FailoverAudit",
      dependencies: ["CLibYAML", "CSpawn", "FailoverInventory", "FailoverSQL"],
      swiftSettings: strict),
    .target(
      name: "FailoverRules", dependencies: ["FailoverAudit", "FailoverInventory"],
      // A link to `rules`, the only place where they are written.
      exclude: ["SQL/README.md"],
      resources: [.embedInCode("SQL")],
      swiftSettings: strict),
    .target(
      name: "FailoverReports",
      dependencies: ["FailoverAudit", "FailoverInventory", "FailoverSQL"],
      // The binary works without files beside it.
      resources: [.embedInCode("HTML/Page")],
      swiftSettings: strict),
    .target(
      name: "FailoverHistory",
      dependencies: ["CSQLite", "FailoverAudit", "FailoverInventory", "FailoverSQL"],
      swiftSettings: strict),
    .executableTarget(
      name: "failover-audit",
      dependencies: [
        "FailoverInventory", "FailoverSQL", "FailoverAudit", "FailoverRules", "FailoverReports",
        "FailoverHistory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverInventoryTests",
      dependencies: ["FailoverAudit", "FailoverInventory", "CLibXML2"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverSQLTests", dependencies: ["FailoverSQL", "FailoverInventory", "CSQLite"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverAuditTests", dependencies: ["FailoverAudit", "FailoverInventory"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverRulesTests",
      dependencies: ["FailoverRules", "FailoverAudit", "FailoverInventory"],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverReportsTests",
      dependencies: [
        "FailoverReports", "FailoverAudit", "FailoverInventory", "FailoverRules", "CLibXML2",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FailoverHistoryTests",
      dependencies: ["FailoverHistory", "FailoverAudit", "FailoverInventory", "CSQLite"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["failover-audit", "FailoverInventory"],
      swiftSettings: strict),
  ]
)
