import Glibc

/// The three descriptors that every program is started with.
enum StandardStreams {
  /// Opens the closed ones, so that no file takes their numbers, and lets a closed pipe be an
  /// error of writing rather than a signal. What is written to a standard output that was closed
  /// fails.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 1 ? O_RDONLY : O_RDWR)
    }
  }
}
