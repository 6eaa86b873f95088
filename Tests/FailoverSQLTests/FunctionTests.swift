import FailoverInventory
import FailoverSQL
import Testing

/// The functions that rules in SQL need.
struct FunctionTests {
  @Test(
    "functions answer for what they know, and NULL for the rest",
    arguments: [
      ("address_in('198.51.100.7', '198.51.100.0/24')", "1"),
      ("address_in('198.51.101.7', '198.51.100.0/24')", "0"),
      ("address_in('1.2.3.4', '0.0.0.0/0')", "1"), ("address_in('1.2.3.4', '1.2.3.4/32')", "1"),
      ("address_in('1.2.3.4', '1.2.3.4/33')", "NULL"), ("address_in('1.2.3.4', '1.2.3.4')", "NULL"),
      ("address_in('1.2.3.4', '1.2.3.4/-1')", "NULL"), ("address_in('1.2.3.4', '::/0')", "0"),
      ("address_in('2001:db8::1', '2001:db8::/32')", "1"),
      ("address_in('2001:db9::1', '2001:db8::/32')", "0"), ("address_in('::1', '::/0')", "1"),
      ("address_in('::1', '::1/128')", "1"), ("address_in('::1', '::1/129')", "NULL"),
      ("address_in('x', '0.0.0.0/0')", "NULL"), ("address_in(NULL, '0.0.0.0/0')", "NULL"),
      ("address_class('8.8.8.8')", "public"), ("address_class('10.1.1.1')", "private"),
      ("address_class('172.31.0.1')", "private"), ("address_class('192.168.1.1')", "private"),
      ("address_class('100.64.0.1')", "shared"), ("address_class('127.0.0.1')", "loopback"),
      ("address_class('169.254.1.1')", "link-local"),
      ("address_class('192.0.2.1')", "documentation"), ("address_class('224.0.0.18')", "multicast"),
      ("address_class('255.255.255.255')", "reserved"), ("address_class('0.0.0.0')", "reserved"),
      ("address_class('198.18.0.1')", "reserved"), ("address_class('192.0.0.9')", "public"),
      ("address_class('::1')", "ipv6"), ("address_class('::ffff:10.0.0.1')", "private"),
      ("address_class('1.2.3')", "NULL"), ("address_class(7)", "NULL"),
      ("address_class(NULL)", "NULL"),
      ("is_public('8.8.8.8')", "1"), ("is_public('10.0.0.1')", "0"), ("is_public('::1')", "0"),
      ("is_public('')", "NULL"), ("known_zone('ZONE_12')", "ZONE_12"),
      ("known_zone('AUTO')", "NULL"),
      ("known_zone('ZONE_')", "NULL"), ("known_zone('ZONE_1x')", "NULL"),
      ("canonical_address(' 010.0.0.1/32 ')", "10.0.0.1"),
      ("canonical_address('2001:DB8:0:0::1')", "2001:db8::1"), ("canonical_address('x')", "NULL"),
      ("subject_name('group', 'd', '1', '1.1.1.1')", "group/d/1/1.1.1.1"),
      ("subject_name('nic', 'ä/ b')", "nic/%C3%A4%2F%20b"),
      ("subject_name('lan', 'd', 1)", "lan/d/1"), ("subject_name('lan', 'd')", "NULL"),
      ("subject_name('lan', 'd', NULL)", "NULL"), ("subject_name('moon', 'd')", "NULL"),
      ("subject_name()", "NULL"), ("subject_name('export', 'a/b c.json')", "export/a/b%20c.json"),
    ])
  func values(call: String, expected: String) throws {
    #expect(try answer("SELECT coalesce(\(call), 'NULL') || ''") == [[.text(expected)]])
  }

  @Test("a range given as own is public")
  func ownRanges() async throws {
    var options = ReadingOptions()
    options.ownRanges = [try #require(AddressRange("10.0.0.0/8"))]
    let inventory = await Inventory.read(documents: [("a.json", Array("[]".utf8))], options)
    #expect(try answer("SELECT is_public('10.0.0.1')", inventory) == [[.integer(1)]])
    #expect(try answer("SELECT is_public('172.16.0.1')", inventory) == [[.integer(0)]])
  }

  @Test("names of subjects made by the function are those of the tables")
  func subjects() async throws {
    let inventory = try await SampleInventory.read()
    for sql in [
      "SELECT count(*) FROM groups WHERE subject <> subject_name('group', datacenter, lan, address)",
      "SELECT count(*) FROM lans WHERE subject <> subject_name('lan', datacenter, id)",
      "SELECT count(*) FROM nics WHERE subject <> subject_name('nic', id)",
      "SELECT count(*) FROM ip_blocks WHERE subject <> subject_name('ipblock', id)",
      "SELECT count(*) FROM groups WHERE is_public <> is_public(address)",
      "SELECT count(*) FROM servers WHERE zone IS NOT known_zone(zone_text)",
    ] {
      #expect(try answer(sql, inventory) == [[.integer(0)]], "\(sql)")
    }
  }
}
