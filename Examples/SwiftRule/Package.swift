// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "house-audit",
  dependencies: [
    // Elsewhere: .package(url: "…/failover-audit", from: "0.1.0")
    .package(name: "failover-audit", path: "../..")
  ],
  targets: [
    .target(
      name: "HouseRules",
      dependencies: [.product(name: "FailoverAudit", package: "failover-audit")]),
    .executableTarget(
      name: "house-audit",
      dependencies: [
        "HouseRules",
        .product(name: "FailoverAudit", package: "failover-audit"),
        .product(name: "FailoverRules", package: "failover-audit"),
        .product(name: "FailoverReports", package: "failover-audit"),
      ]),
    .testTarget(
      name: "HouseRulesTests",
      dependencies: ["HouseRules", .product(name: "FailoverAudit", package: "failover-audit")]),
  ]
)
