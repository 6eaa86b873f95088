import FailoverAudit

/// Pages that back rules about the failover software.
extension Reference {
  static let keepalived = Reference(
    "keepalived.conf(5)", "https://www.keepalived.org/manpage.html")
  static let vrrp = Reference("RFC 9568: VRRP", "https://www.rfc-editor.org/rfc/rfc9568")
  static let failoverTutorial = Reference(
    "IONOS Cloud: a high-availability solution with IP failover",
    "https://devops.ionos.com/tutorials/cloud-failover-high-availability-solution.html")
  static let pacemaker = Reference(
    "Pacemaker Explained", "https://clusterlabs.org/projects/pacemaker/doc/")
}

extension Control {
  static let failureNIST = Control(
    "NIST SP 800-53 r5", "SI-13", "Predictable Failure Prevention")
  static let restoreNIST = Control(
    "NIST SP 800-53 r5", "CP-10", "System Recovery and Reconstitution")
  static let knownStateNIST = Control("NIST SP 800-53 r5", "SC-24", "Fail in Known State")
}
