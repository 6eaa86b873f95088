import TestSupport
import Testing

@testable import FailoverInventory

/// What an inventory says does not depend on where blocks end or how many workers read them.
struct ChunkingTests {
  @Test(
    "an inventory is the same for every size of block and number of workers",
    arguments: EstateForm.allCases, 0..<12 as Range<UInt64>)
  func blockSizes(_ form: EstateForm, _ seed: UInt64) async {
    let documents = form.documents(seed: seed)
    let expected = InventoryDump(await read(documents)).text
    var random = SplitMix64(seed: seed)
    let sizes = [64, 96, 1 << 16] + (0..<8).map { _ in 64 + random.below(1_500) }
    for size in sizes {
      for jobs in [1, 2, 5] {
        let dump = InventoryDump(await read(documents, blockSize: size, jobs: jobs)).text
        #expect(dump == expected, "seed \(seed), blocks of \(size), \(jobs) workers")
      }
    }
  }

  @Test(
    "a block may end at every byte of a document",
    arguments: [EstateForm.bundle, .lines])
  func everyCut(_ form: EstateForm) async {
    let documents = form.documents(seed: 2)
    let expected = InventoryDump(await read(documents)).text
    let length = documents[0].bytes.count
    #expect(length > 1_000)
    for size in Array(stride(from: 64, to: 320, by: 3))
      + Array(stride(from: 320, through: length + 2, by: length / 60))
    {
      for jobs in [1, 3] {
        let dump = InventoryDump(await read(documents, blockSize: size, jobs: jobs)).text
        #expect(dump == expected, "blocks of \(size), \(jobs) workers")
      }
    }
  }

  @Test("the random estates hold what the tests here are about")
  func estates() async {
    var counts = (groups: 0, members: 0, masters: 0, whole: 0)
    for seed: UInt64 in 0..<60 {
      for group in await read(EstateForm.bundle.documents(seed: seed)).groups {
        counts.groups += 1
        counts.members += group.members.count
        counts.masters += group.masters.count { $0.nic != nil }
        counts.whole += group.membershipGaps.isEmpty ? 1 : 0
      }
    }
    #expect(counts.groups > 60 && counts.members > 20 && counts.masters > 10, "\(counts)")
    #expect((1..<counts.groups).contains(counts.whole), "\(counts)")
  }

  @Test("the order of documents makes no difference", arguments: 20..<30 as Range<UInt64>)
  func order(_ seed: UInt64) async {
    let documents = EstateForm.files.documents(seed: seed)
    let expected = InventoryDump(await read(documents)).text
    #expect(InventoryDump(await read(documents.reversed())).text == expected)
  }

  @Test(
    "a document that is cut off at any byte is refused, with its end as the place",
    arguments: 1...4)
  func truncated(_ shortest: Int) async throws {
    let all = EstateForm.bundle.documents(seed: 4, isIndented: true)[0].bytes
    let whole = await read(all).inputs[0]
    #expect(whole.status == .read || whole.status == .partlyRead)
    for length in stride(from: shortest, to: all.count, by: 4) {
      let part = Array(all[..<length])
      let blockSize = [nil, 64, 200][length % 3]
      let input = await read(part, blockSize: blockSize, jobs: 1 + length % 2).inputs[0]
      #expect(input.status == .refused, "\(length) bytes")
      let problem = try #require(input.problems.first)
      #expect(problem.sentence == Malformation.truncated.sentence, "\(length) bytes")
      let lines = part.split(separator: 0x0A, omittingEmptySubsequences: false)
      #expect(problem.line == lines.count, "\(length) bytes")
      #expect(problem.column == (lines.last?.count ?? 0) + 1, "\(length) bytes")
    }
  }

  @Test("nothing of a refused document is in the inventory, and the next one is read")
  func refusedAmongOthers() async {
    let good = EstateForm.bundle.documents(seed: 7)[0].bytes
    let bad = Array(EstateForm.bundle.documents(seed: 8)[0].bytes.dropLast(2))
    let alone = InventoryDump(await read([("b.json", good)])).lines
    for jobs in [1, 2] {
      let inventory = await read(
        [("a.json", bad), ("b.json", good), ("c.json", bad)], jobs: jobs)
      #expect(inventory.inputs.map(\.status) == [.refused, alone.status, .refused])
      let lines = InventoryDump(inventory).lines.filter {
        !$0.contains("a.json") && !$0.contains("c.json")
      }
      #expect(lines == alone)
    }
  }
}

extension [String] {
  /// The status of the first input of a dump.
  fileprivate var status: InputRecord.Status {
    contains { $0.contains("partlyRead") } ? .partlyRead : .read
  }
}
