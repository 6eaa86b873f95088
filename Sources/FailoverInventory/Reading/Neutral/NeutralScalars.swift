/// Scalar members of the neutral format: one that is empty or of another type is there, but
/// unknown.
extension NeutralBuilder {
  /// Sets a member whose value is a text.
  mutating func set(_ scalar: NeutralScalar, _ value: NeutralText) throws(Malformation) {
    let top = frames.count - 1
    if value.bytes.saysNothing(value.slice) {
      if scalar == .nic && value.bytes.isFlattened(value.slice) { frames[top].nic = .unusable }
      if scalar == .name && !value.bytes.isFlattened(value.slice) {
        frames[top].members.name = .unusable
      } else if scalar == .value && value.count == 0 {
        frames[top].label.value = records.texts.append(value.bytes.slice(value.start, value.end))
      } else if scalar != .nic {
        setUnusable(scalar)
      }
      return
    }
    switch scalar {
    case .format: break
    case .exportedAt: origin.exportedAt = value.count == 0 ? nil : value.text
    case .source: origin.source = value.count == 0 ? nil : value.text
    case .number: frames[top].members.contractNumber = text(value)
    case .owner: frames[top].members.owner = text(value)
    case .id: try setID(value)
    case .name: frames[top].members.name = text(value)
    case .location: frames[top].members.location = exactWord(value)
    case .creator: frames[top].members.creator = try creator(value)
    case .crossConnect: frames[top].members.crossConnect = text(value)
    case .ipv6CidrBlock: frames[top].members.ipv6Block = text(value)
    case .state: frames[top].members.state = word(value)
    case .ip: frames[top].address = try address(value)
    case .nic: frames[top].nic = try identifier(value)
    case .role: frames[top].role = role(value)
    case .lan: frames[top].members.lan = try lanCode(value)
    case .mac:
      frames[top].members.mac = HardwareAddress.of(value.bytes, value.slice, &records.symbols)
    case .protocolName: frames[top].protocolName = word(value)
    case .direction: frames[top].direction = word(value)
    case .email: frames[top].members.email = text(value)
    case .resource: frames[top].members.id = try identifier(value)
    case .key: frames[top].label.key = text(value)
    case .value: frames[top].label.value = text(value)
    case .isPublic, .dhcp, .firewallActive, .active, .administrator, .edit, .share, .partial,
      .reference:
      set(scalar, isXML ? value.flag : .unusable)
    case .securityGroups: frames[top].set(securityGroups: isXML ? UInt32(value.text) : nil)
    default:
      guard let field = scalar.serverField else { return }
      frames[top].members.serverFields[field] = self.value(field.kind, value)
    }
  }

  /// Sets a member whose value is true, false, or something else.
  mutating func set(_ scalar: NeutralScalar, _ flag: Flag) {
    let top = frames.count - 1
    switch scalar {
    case .isPublic: frames[top].members.isPublic = flag
    case .dhcp: frames[top].members.dhcp = flag
    case .firewallActive: frames[top].members.firewallActive = flag
    case .active: frames[top].members.active = flag
    case .administrator: frames[top].members.administrator = flag
    case .edit: frames[top].members.edit = flag
    case .share: frames[top].members.share = flag
    // Where it is not known whether something is missing, something may be.
    case .partial: frames[top].isPartial = flag != .no
    case .reference: frames[top].isReference = flag != .no
    default: setUnusable(scalar)
    }
  }

  /// Sets a member whose value is a whole number, by its digits.
  mutating func set(_ scalar: NeutralScalar, number: NeutralText) throws(Malformation) {
    let top = frames.count - 1
    switch scalar {
    case .number: frames[top].members.contractNumber = text(number)
    case .lan: frames[top].members.lan = try lanCode(number)
    case .id where frames[top].object == .lan: frames[top].members.lan = try lanCode(number)
    case .securityGroups: frames[top].set(securityGroups: UInt32(number.text))
    case .isPublic, .dhcp, .firewallActive, .active, .administrator, .edit, .share, .partial,
      .reference:
      set(scalar, number.flag)
    default:
      guard let field = scalar.serverField, field.kind == .number else {
        return setUnusable(scalar)
      }
      frames[top].members.serverFields[field] = .number(Quantity(digits: number.text))
    }
  }

  /// Sets a member that is there, but says nothing that can be used. An empty name is none.
  mutating func setUnusable(_ scalar: NeutralScalar) {
    let top = frames.count - 1
    switch scalar {
    case .number: frames[top].members.contractNumber = .unusable
    case .owner: frames[top].members.owner = .unusable
    case .name: frames[top].members.name = .unreadable
    case .location: frames[top].members.location = .unusable
    case .creator: frames[top].members.creator = .unusable
    case .crossConnect: frames[top].members.crossConnect = .unreadable
    case .ipv6CidrBlock: frames[top].members.ipv6Block = .unreadable
    case .state: frames[top].members.state = .unusable
    case .lan: frames[top].members.lan = .unusable
    case .mac: frames[top].members.mac = .unusable
    case .email: frames[top].members.email = .unusable
    case .isPublic, .dhcp, .firewallActive, .active, .administrator, .edit, .share:
      set(scalar, .unusable)
    case .securityGroups: frames[top].set(securityGroups: nil)
    case .partial: frames[top].isPartial = true
    case .reference: frames[top].isReference = true
    case .nic: frames[top].nic = .unusable
    case .role: frames[top].role = .unknown
    case .direction: frames[top].direction = .unusable
    case .format, .exportedAt, .source, .id, .ip, .protocolName, .resource, .key, .value: break
    default:
      guard let field = scalar.serverField else { return }
      frames[top].members.serverFields[field] = .unusable(field.kind)
    }
  }

  private mutating func setID(_ value: NeutralText) throws(Malformation) {
    let top = frames.count - 1
    if frames[top].object == .lan {
      frames[top].members.lan = try lanCode(value)
    } else {
      frames[top].members.id = try identifier(value)
    }
  }

  // MARK: Values

  private mutating func value(_ kind: FieldKind, _ value: NeutralText) -> FieldValue {
    switch kind {
    case .text: .text(text(value))
    case .word: .word(word(value))
    case .exactWord: .word(exactWord(value))
    case .number: .number(isXML ? Quantity(digits: value.text) : .unusable)
    }
  }

  private mutating func text(_ value: NeutralText) -> TextRef {
    value.count == 0 ? .unusable : records.texts.append(value.bytes.slice(value.start, value.end))
  }

  /// A word that is compared in any letter case.
  private mutating func word(_ value: NeutralText) -> Symbol {
    if value.count == 0 || value.count > ReadingLimits.idBytes { return .unusable }
    let slice = value.slice
    guard WordCache.keeps(slice) else {
      return records.symbols.intern(value.text.enumeratedWord)
    }
    if let symbol = words.find(slice, value.bytes) { return symbol }
    let symbol = records.symbols.intern(value.text.enumeratedWord)
    words.insert(slice, value.bytes, symbol)
    return symbol
  }

  private mutating func exactWord(_ value: NeutralText) -> Symbol {
    if value.count == 0 || value.count > ReadingLimits.idBytes { return .unusable }
    return records.symbols.intern(value.text)
  }

  private func role(_ value: NeutralText) -> DeclaredRole {
    switch value.text.lowercasedASCII {
    case "primary": .primary
    case "additional": .additional
    default: .unknown
    }
  }

  private mutating func creator(_ value: NeutralText) throws(Malformation) -> Identifier {
    if value.count == 0 || value.text == "[UNKNOWN]" { return .unusable }
    return try identifier(value)
  }

  /// - Parameter value: nil for anything but a text.
  mutating func identifier(_ value: NeutralText?) throws(Malformation) -> Identifier {
    guard let value, !value.bytes.saysNothing(value.slice) else { return .missing }
    if value.count == 36, let id = Identifier(uuid: value.bytes, at: value.start), id.high != 0 {
      return id
    }
    if value.count > ReadingLimits.idBytes { throw .longID }
    return Identifier.of(value.text, in: &records.symbols)
  }

  private mutating func lanCode(_ value: NeutralText) throws(Malformation) -> LANCode {
    if value.count > ReadingLimits.idBytes { throw .longID }
    return LANCode.of(value.text, in: &records.symbols)
  }

  /// - Parameter value: nil for anything but a text.
  mutating func address(_ value: NeutralText?) throws(Malformation) -> Address {
    guard let value, !value.bytes.saysNothing(value.slice) else { return .missing }
    if value.count <= 15, let number = value.bytes.dotted(value.slice) {
      return Address(v4: number)
    }
    if value.count > ReadingLimits.idBytes { throw .longID }
    return Address.of(value.text, in: &records.symbols)
  }
}

extension NeutralText {
  var slice: TextSlice { TextSlice(start: start, end: end, escaped: false) }

  /// `true`, `false`, `1` or `0`.
  fileprivate var flag: Flag {
    switch count {
    case 1: bytes[start] == UInt8(ascii: "1") ? .yes : bytes[start] == 48 ? .no : .unusable
    case 4: bytes.holds("true", at: start) ? .yes : .unusable
    case 5: bytes.holds("false", at: start) ? .no : .unusable
    default: .unusable
    }
  }
}

extension NeutralFrame {
  /// - Parameter count: nil if it is not a number.
  fileprivate mutating func set(securityGroups count: UInt32?) {
    if let count, count < UInt32.max - 1 {
      members.securityGroups = count + 1
    } else {
      members.traits.insert(.securityGroupsCutOff)
    }
  }
}
