extension Table {
  static let labels = Table(
    "labels", "Labels of data centers and servers; labels_known there says whether they are all.",
    columns: [
      .always("subject", .text, "The stable name of what has it: datacenter/<id> or server/<id>.") {
        storage, row, _, cell in
        let label = storage.labels.all[row]
        if label.server == noRow {
          let id = storage.records.datacenters.rows[Int(label.datacenter)].id
          cell.putName(.datacenter, id, storage)
        } else {
          cell.putName(.server, storage.records.servers.rows[Int(label.server)].id, storage)
        }
      },
      .maybe("datacenter", .text, "The id of the data center that has it.") {
        storage, row, _, cell in
        cell.putDatacenter(storage.labels.all[row].datacenter, storage)
      },
      .maybe("server", .text, "The id of the server that has it.") { storage, row, _, cell in
        let server = storage.labels.all[row].server
        if server == noRow { return cell.putNull() }
        cell.put(storage.records.servers.rows[Int(server)].id, storage)
      },
      .always("key", .text, "The key.") { storage, row, _, cell in
        cell.put(storage.labels.all[row].key, storage)
      },
      .maybe("value", .text, "The value.") { storage, row, _, cell in
        cell.put(storage.labels.all[row].value, storage)
      },
    ], rows: { .range($0.labels.all.count) })
}
