/// Top-level firewall rules, as the API gives them below the address of a NIC. Each becomes a copy
/// of the NIC that its address names, so that it joins what is known of that NIC elsewhere.
extension APIReader {
  /// - Returns: whether the answer is a firewall rule or a list of them, and has become rows.
  mutating func commitFirewall(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: inout OpenBrackets
  ) -> Bool {
    if answer.hasStatus || !frame.place.isTop { return false }
    if answer.hasItems {
      return commitFirewallList(frame, answer, isDirect: stack.isDirect)
    }
    guard answer.isFirewallRule else { return false }
    if !commitFirewallRule(frame, answer, isDirect: stack.isDirect) { stack.noteUnusableItem() }
    noteItem(frame, answer, .firewallRule, &stack)
    return true
  }

  /// - Returns: whether the rule can be read and its NIC is known.
  private mutating func commitFirewallRule(
    _ frame: Frame, _ answer: AnswerMembers, isDirect: Bool
  ) -> Bool {
    guard answer.resource.traits.contains(.properties) else { return answer.href.isFirewall }
    guard answer.href.isFirewall, !answer.href.nic.isMissing else {
      unplaced("firewall rule", frame, answer.resource.id)
      return false
    }
    let direction = answer.resource.serverFields.word(.type)
    records.firewallRules.rows.append(
      FirewallRuleTable.Row(
        nic: UInt32(records.nics.count), protocolName: answer.resource.protocolName,
        direction: direction.isKnown
          ? records.symbols.intern(records.symbols[direction].enumeratedWord) : direction))
    appendGuarded(answer.href, .firewallListMet, frame, isDirect: isDirect)
    return true
  }

  /// Gives the rules of a whole list to one copy of the NIC: those of a list that is not whole stay
  /// with copies of their own.
  private mutating func commitFirewallList(
    _ frame: Frame, _ answer: AnswerMembers, isDirect: Bool
  ) -> Bool {
    var href = answer.href
    if href.tail == .none, let symbol = answer.resource.id.symbol {
      href = Href.ofListID(records.symbols[symbol], in: &records.symbols)
    }
    if href.tail == .none && answer.count > 0 && answer.itemsAgree { href = answer.itemsHref }
    guard href.isFirewall, !href.nic.isMissing else { return false }
    let first = frame.marks.nics
    let ownRows = first..<UInt32(records.nics.count)
    let agrees = answer.count == 0 || answer.itemsAgree && answer.itemsHref.nic == href.nic
    guard answer.isWholeList, agrees, ownRows.count == answer.count else { return true }
    let rules = records.firewallRules.count(before: first)..<records.firewallRules.rows.count
    records.firewallRules.give(rules, to: ownRows.upperBound)
    appendGuarded(href, [.firewallListMet, .firewallRules], frame, isDirect: isDirect)
    return true
  }

  /// Adds a copy of a NIC that says nothing but what guards it.
  private mutating func appendGuarded(
    _ href: Href, _ traits: RecordTraits, _ frame: Frame, isDirect: Bool
  ) {
    var nic = NICTable.Row()
    nic.id = href.nic
    nic.server = mention(server: href.server, datacenter: href.datacenter)
    nic.traits = traits.union(.mentioned)
    nic.position = frame.position
    if isDirect { direct.append(.nic(records.nics.count)) }
    records.nics.containers.note(records.nics.count, below: frame)
    records.nics.append(nic)
  }
}

extension AnswerMembers {
  /// Whether it is a firewall rule, by its type or, without one, by its address.
  fileprivate var isFirewallRule: Bool {
    resource.type == .firewallRule
      || resource.type == .absent && href.isFirewall && href.tail == .resource(.firewallRule)
  }
}
