import FailoverAudit
extension [Int] {
  /// As `sorted(by:)`, compiled once: the compiler repeats the code of a sort for each closure,
  /// some 15 kB.
  @inline(never)
  package func ordered(by precedes: (Int, Int) -> Bool) -> [Int] { sorted(by: precedes) }
}
