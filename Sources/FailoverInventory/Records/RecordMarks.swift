/// Rows that were there when a frame was opened.
struct RecordMarks {
  var servers: UInt32 = 0
  var lans: UInt32 = 0
  var nics: UInt32 = 0
  var accounts: UInt32 = 0
  var datacenters: UInt32 = 0
  var lists: UInt32 = 0
  var entries: UInt32 = 0
  var errors: UInt32 = 0
  var unplaced: UInt32 = 0
  var declared: UInt32 = 0
  var strays: UInt32 = 0
  var labels: UInt32 = 0

  mutating func move(by base: RecordCounts) {
    servers += UInt32(base.servers)
    lans += UInt32(base.lans)
    nics += UInt32(base.nics)
    accounts += UInt32(base.accounts)
    datacenters += UInt32(base.datacenters)
    lists += UInt32(base.lists)
    entries += UInt32(base.entries)
    errors += UInt32(base.errors)
    unplaced += UInt32(base.unplaced)
    declared += UInt32(base.declared)
    strays += UInt32(base.strays)
    labels += UInt32(base.labels)
  }
}
