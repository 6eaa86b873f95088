import FailoverAudit

/// Pages that back more than one rule.
extension Reference {
  static let failover = Reference(
    "IONOS Cloud: IP failover",
    "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-failover/overview")
  static let reservedAddresses = Reference(
    "IONOS Cloud: IPv4 addresses",
    "https://docs.ionos.com/cloud/network-services/vdc-networking/ip-address/ipv4/overview")
  static let userRights = Reference(
    "IONOS Cloud: users and permissions",
    "https://docs.ionos.com/dcd/administration/users-and-permissions")
  static let controlsNIST = Reference(
    "NIST SP 800-53 r5: Security and Privacy Controls",
    "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final")
  static let api = Reference("IONOS Cloud API v6", "https://api.ionos.com/docs/cloud/v6/")
}

/// Controls for which more than one rule supports evidence, with the official short titles.
extension Control {
  static let redundancyISO = Control(
    "ISO/IEC 27001:2022", "A.8.14", "Redundancy of information processing facilities")
  static let configurationISO = Control(
    "ISO/IEC 27001:2022", "A.8.9", "Configuration management")
  static let inventoryISO = Control(
    "ISO/IEC 27001:2022", "A.5.9", "Inventory of information and other associated assets")
  static let continuityISO = Control(
    "ISO/IEC 27001:2022", "A.5.30", "ICT readiness for business continuity")
  static let accessRightsISO = Control("ISO/IEC 27001:2022", "A.5.18", "Access rights")
  static let networkISO = Control("ISO/IEC 27001:2022", "A.8.20", "Networks security")
  static let segregationISO = Control("ISO/IEC 27001:2022", "A.8.22", "Segregation of networks")
  static let accountsNIST = Control("NIST SP 800-53 r5", "AC-2", "Account Management")
  static let leastPrivilegeNIST = Control("NIST SP 800-53 r5", "AC-6", "Least Privilege")
  static let accessC5 = Control(
    "BSI C5:2020", "IDM-01", "Policy for user accounts and access rights")
  static let reviewC5 = Control("BSI C5:2020", "IDM-05", "Regular review of access rights")
  static let failoverNIST = Control("NIST SP 800-53 r5", "SI-13(5)", "Failover Capability")
  static let separationNIST = Control(
    "NIST SP 800-53 r5", "CP-7(1)", "Separation from Primary Site")
  static let dutiesNIST = Control("NIST SP 800-53 r5", "AC-5", "Separation of Duties")
  static let monitoringNIST = Control("NIST SP 800-53 r5", "CA-7", "Continuous Monitoring")
  static let settingsNIST = Control("NIST SP 800-53 r5", "CM-6", "Configuration Settings")
  static let inventoryNIST = Control(
    "NIST SP 800-53 r5", "CM-8", "System Component Inventory")
  static let inventoryC5 = Control("BSI C5:2020", "AM-01", "Asset Inventory")
  static let redundancyNIS2 = Control(
    "NIS2 Implementing Regulation (EU) 2024/2690", "4.2.4",
    "Backup and redundancy management: at least partial redundancy")
  static let redundancyDORA = Control(
    "DORA (EU) 2022/2554", "Art. 12(4)", "Redundant ICT capacities")
}
