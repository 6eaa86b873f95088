/// Inputs that are not answers of the API: manifests and inventories in the neutral format.
extension ChunkMerger {
  // MARK: The manifest of an export

  /// Keeps what was handed out: a manifest is read when all of it is there.
  mutating func keepManifest(_ chunk: Chunk) {
    if carry.count + chunk.count > ExportManifest.mostBytes {
      fail("refused: a manifest of more than \(ExportManifest.mostBytes) bytes")
    } else {
      carry.append(contentsOf: chunk.bytes[..<chunk.count])
    }
  }

  mutating func readManifest() {
    let size = carry.count
    markWindow()
    (carry + Array(repeating: 0, count: ByteWindow.padding)).withUnsafeBytes { bytes in
      let window = ByteWindow(bytes)
      var scan = JSONScanner(window, at: InputStart.skippedBytes(window))
      var reader = ManifestReader()
      do throws(Stop) {
        try reader.read(&scan)
        manifest = reader.manifest
      } catch {
        switch error {
        case .needMore: malformed(.truncated, window, at: size)
        case .malformed(let what, let position): malformed(what, window, at: position)
        }
      }
    }
  }

  // MARK: The neutral format

  mutating func readNeutral(_ chunk: Chunk) {
    if form == .neutralXML {
      readXML(chunk)
    } else if carry.isEmpty {
      chunk.withWindow { readNeutralJSON($0) }
    } else {
      var joined = carry
      joined.append(contentsOf: chunk.bytes[..<(chunk.count + ByteWindow.padding)])
      carry = []
      joined.withUnsafeBytes { readNeutralJSON(ByteWindow($0)) }
    }
  }

  mutating func readNeutralJSON(_ window: ByteWindow) {
    guard var reader = neutralJSON else { return }
    neutralJSON = nil
    let isStart = offset == 0 && reader.builder.frames.isEmpty
    var scan = JSONScanner(window, at: isStart ? InputStart.skippedBytes(window) : 0)
    scan.line = line
    var stop: Stop?
    swap(&reader.builder.records, &records)
    do throws(Stop) {
      try reader.read(&scan)
    } catch {
      stop = error
    }
    swap(&reader.builder.records, &records)
    neutralJSON = reader
    if case .malformed(let what, let position) = stop {
      malformed(what, window, at: position)
      return
    }
    advance(window, to: scan.at, line: scan.line)
  }

  mutating func readXML(_ chunk: Chunk) {
    guard let reader = neutralXML else { return }
    swap(&reader.builder.records, &records)
    chunk.withWindow { window in reader.read(window.slice(0, window.count)) }
    swap(&reader.builder.records, &records)
    offset += chunk.count
    noteFailure(of: reader)
    if failure == nil && records.isFull {
      fail("refused: more records or names than one audit can hold")
    }
  }

  mutating func noteFailure(of reader: XMLReader) {
    guard let problem = reader.failure, failure == nil else { return }
    failure = Problem(
      input: inputs[outcomes.count].name, line: problem.line, column: problem.column,
      pointer: problem.path, sentence: problem.sentence)
  }

  /// Checks that the input ends after a whole document.
  mutating func endNeutral() {
    if let reader = neutralXML {
      swap(&reader.builder.records, &records)
      reader.finish()
      swap(&reader.builder.records, &records)
      noteFailure(of: reader)
      recordCount = reader.builder.recordCount
      if !reader.builder.hasRootList { fail(reader.builder.unknown.sentence) }
    } else if let reader = neutralJSON {
      let blank: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
      recordCount = reader.builder.recordCount
      if !reader.isComplete || !carry.allSatisfy(blank.contains) {
        markWindow()
        let end = carry + Array(repeating: 0, count: ByteWindow.padding)
        end.withUnsafeBytes { malformed(.truncated, ByteWindow($0), at: carry.count) }
      } else if !reader.hasFormat {
        fail(ForeignInput.sentence(forJSON: head))
      } else if !reader.builder.hasRootList {
        fail(reader.builder.unknown.sentence)
      }
    }
  }
}
