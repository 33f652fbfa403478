/// Lists the host's sockets by whichever way the kernel tells of them: over netlink, or, where it does not, by its text in `/proc/net`.
///
/// Of the network namespace that the thread was in which made it, and is in when it asks.
public struct HostSockets: ~Copyable {
  private var reader: SocketReader<NetlinkSource>?
  /// Why netlink does not tell, so that a list was read from `/proc/net`; nil as long as it does.
  public private(set) var refusal: SocketReaderError?

  /// Opens the way to the kernel.
  public init() {
    do throws(SocketReaderError) {
      reader = try .ofKernel()
    } catch {
      reader = nil
      refusal = error
    }
  }

  /// Lists sockets, as `SocketReader.sockets` does.
  ///
  /// A list that is read from `/proc/net`, in whole or in part, is never called exact: nothing says whether it is.
  ///
  /// - Throws: `SocketReaderError` when neither way tells.
  public mutating func sockets(
    _ transports: [HostSocket.Transport], filter: SocketFilter = .all, includingBound bound: Bool = false,
    reusing list: consuming SocketList? = nil
  ) throws(SocketReaderError) -> SocketList {
    var list = list ?? SocketList()
    list.clear()
    for question in SocketQuestion.all(transports, filter: filter, includingBound: bound) {
      guard let refusal = try readFromNetlink(question, into: &list) else { continue }
      if try SocketTable(question).read(into: &list.sockets) {
        self.refusal = refusal
        list.isExact = false
      } else if question.isNeeded {
        throw refusal
      }
    }
    return list
  }

  /// Asks over netlink; why it does not tell, when it does not.
  private mutating func readFromNetlink(
    _ question: SocketQuestion, into list: inout SocketList
  ) throws(SocketReaderError) -> SocketReaderError? {
    do throws(SocketReaderError) {
      guard try reader?.read(question, into: &list) != nil else { return refusal }
      return nil
    } catch .refused(let number) {
      return .refused(number)
    }
  }
}
