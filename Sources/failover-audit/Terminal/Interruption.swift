import Dispatch
import FailoverAudit
import Glibc

/// Ends the program on Ctrl-C (code 130) and other signals to stop (128 + number) without leaving
/// half-written files or running programs.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  init(_ files: TemporaryFiles) {
    sources = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        RunningPrograms.shared.endAll()
        files.unlinkAll()
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }
}
