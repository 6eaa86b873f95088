/// The defects that groups get on purpose.
enum Defect: CaseIterable {
  /// It keeps one member.
  case singleServer
  /// Its servers are in one zone.
  case singleZone
  /// Its address is that of a group of another LAN.
  case addressTwice
  /// Its master is another NIC of the server, which does not hold the address.
  case strangerAsMaster

  /// The defect of the group with a number, counted over the whole estate; one in so many has one.
  static func ofGroup(_ number: Int, oneIn run: Int) -> Defect? {
    guard number % run == 7 % run else { return nil }
    return allCases[number / run % allCases.count]
  }
}
