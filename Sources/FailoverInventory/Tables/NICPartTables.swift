/// What a NIC has several of.
extension Table {
  static let addresses = Table(
    "addresses", "Addresses of NICs, one row for each address in a NIC's list.",
    columns: [
      .always("nic_subject", .text, "The stable name of the NIC.") { storage, nic, _, cell in
        cell.putName(.nic, storage.records.nics.id[nic], storage)
      },
      .always("nic", .text, "The id of the NIC.") { storage, nic, _, cell in
        cell.put(storage.records.nics.id[nic], storage)
      },
      .maybe("position", .integer, "Its place in the list from 1 on, if their order is known.") {
        storage, nic, place, cell in
        let nics = storage.records.nics
        if !nics.ips(nic).keepsOrder { return cell.putNull() }
        cell.put(place - Int(nics.wiring[nic].ipsStart) + 1)
      },
      .maybe("address", .text, "The address in canonical form, or the text in its place.") {
        storage, _, place, cell in cell.put(storage.records.nics.addresses[place], storage)
      },
      .always("is_address", .flag, "Whether that is an IP address at all.") {
        storage, _, place, cell in cell.put(storage.records.nics.addresses[place].isAddress)
      },
      .always("is_public", .flag, "Whether it is public, or in a range given as own.") {
        storage, _, place, cell in
        cell.put(storage.isPublic(storage.records.nics.addresses[place]))
      },
    ], ascending: "nic_subject",
    rows: { storage in
      var (nics, places): ([UInt32], [UInt32]) = ([], [])
      for nic in storage.nicRows() where storage.records.nics.ips(Int(nic)).showsItems {
        for place in storage.records.nics.addressRange(Int(nic)) {
          nics.append(nic)
          places.append(UInt32(place))
        }
      }
      return TableRows(count: nics.count, numbers: .pairs(nics, places))
    })

  static let firewallRules = Table(
    "firewall_rules", "Rules of the firewalls of NICs.",
    columns: [
      .always("nic_subject", .text, "The stable name of the NIC.") { storage, nic, _, cell in
        cell.putName(.nic, storage.records.nics.id[nic], storage)
      },
      .always("nic", .text, "The id of the NIC.") { storage, nic, _, cell in
        cell.put(storage.records.nics.id[nic], storage)
      },
      .maybe("protocol", .text, "The protocol in upper case, such as VRRP.") {
        storage, _, rule, cell in
        cell.put(storage.records.firewallRules.rows[rule].protocolName, storage)
      },
      .maybe("direction", .text, "The direction in upper case, such as INGRESS.") {
        storage, _, rule, cell in
        cell.put(storage.records.firewallRules.rows[rule].direction, storage)
      },
      .always(
        "direction_known", .flag,
        "Whether that is known; a rule that names none is for traffic that comes in."
      ) { storage, _, rule, cell in
        cell.put(storage.records.firewallRules.rows[rule].direction != .unusable)
      },
    ],
    rows: { storage in
      if storage.records.firewallRules.rows.isEmpty { return .range(0) }
      return .pairs(
        storage.nicRows().flatMap { nic in
          storage.canonical.ruleRows(ofNIC: Int(nic)).flatMap { owner in
            storage.records.firewallRules.range(ofNIC: owner).map { (nic, UInt32($0)) }
          }
        })
    })
}
