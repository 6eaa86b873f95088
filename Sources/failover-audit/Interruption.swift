import Dispatch
import Glibc

/// Ends the program with code 130 on Ctrl-C, without leaving half-written files behind.
struct Interruption {
  private let source: any DispatchSourceSignal

  init(_ files: TemporaryFiles) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      files.unlinkAll()
      _exit(130)
    }
    source.resume()
  }
}
