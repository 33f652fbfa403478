internal import Glibc
internal import NIOCore

/// Why a server cannot listen where it should, in a few words for people.
public struct ListenError: Error, CustomStringConvertible {
  /// The reason, as the system gives it.
  public let description: String

  /// What the library that listens says; nil when that is about something else.
  init?(_ error: any Error) {
    switch error {
    case let error as IOError: description = String(cString: strerror(error.errnoCode))
    case let error as SocketAddressError.UnknownHost: description = error.errorDescription
    default: return nil
    }
  }
}
