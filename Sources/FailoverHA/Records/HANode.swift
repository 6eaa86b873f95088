import FailoverBase
import FailoverInventory

/// A host, as evidence shows it.
package struct HANode: Sendable {
  package var name: String
  /// The number of the folder or file that it comes from.
  package var source: Int
  /// The numbers of others that name it.
  package var otherSources: [Int] = []
  /// Whether it is the folder itself; other nodes are named in files.
  package var isFolder: Bool
  package var place: Place
  /// Whether what is said of it was added to the folder of that name.
  package var isAttached = false
  /// Names that a host name may be compared with.
  package var names: [String] = []
  /// The id that the machine's firmware shows, and ids that a file names.
  package var serverIDs: [String] = []
  package var hardwareAddresses: [UInt64] = []
  package var collected: Moment?
  package var services: [HAService] = []
  /// Where services are listed.
  package var servicesPlace: Place?
  package var interfaces: [HAInterface] = []
  package var holdings: [HAHolding] = []
  /// Whether addresses are listed at all, and whether the list is whole.
  package var holdingList = List.absent
  package var instances: [HAInstance] = []
  /// Instances of a configuration that the running program does not have.
  package var unloaded: [HAInstance] = []
  package var configurations: [Configuration] = []
  /// Where the configuration of keepalived begins, if there is one.
  package var keepalivedPlace: Place?
  /// Whether the evidence shows which addresses the host had.
  package var hasState = false

  package enum List: Sendable { case absent, partial, whole }

  /// What configures one program.
  package struct Configuration: Sendable {
    /// Nil for all programs of the host.
    package var software: HASoftware?
    /// Whether all addresses that it manages are known.
    package var isWhole: Bool
    package var place: Place
    /// Why the program starts none of its instances.
    package var refusal: String?
    package var refusalPlace: Place?
  }

  package init(name: String, source: Int, isFolder: Bool, place: Place) {
    self.name = name
    self.source = source
    self.isFolder = isFolder
    self.place = place
  }
}
