/// Lists the host's sockets: those of the network namespace that the thread was in which made the reader.
///
///     var reader = try SocketReader.ofKernel()
///     let list = try reader.sockets([.tcp])
///     list.sockets.count
public struct SocketReader<Source: SocketSource & ~Copyable>: ~Copyable {
  private var source: Source
  private var sequence: UInt32 = 0
  private var buffer: UnsafeMutableRawBufferPointer

  /// The longest part of an answer that is read; the kernel's are 32 KiB (`netlink_recvmsg`).
  private static var longestPart: Int { 1 << 20 }
  /// How often a list is begun anew that was interrupted or lost parts.
  private static var attempts: Int { 4 }
  /// ENOENT: this kernel has no such sockets, or does not tell of them.
  private static var unknownKind: Int32 { 2 }

  /// Makes a reader of a source.
  package init(_ source: consuming Source, partLength: Int = 1 << 16) {
    self.source = source
    buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: partLength, alignment: 8)
  }

  deinit { buffer.deallocate() }

  /// Lists the sockets of the given protocols, of IPv4 first, as the kernel keeps them.
  ///
  /// - Parameters:
  ///   - transports: What the sockets speak.
  ///   - filter: Which of them; the kernel leaves out the others.
  ///   - bound: Whether to list sockets, too, that have a port and neither listen nor are connected.
  ///   - list: A list whose memory may be used again.
  public mutating func sockets(
    _ transports: [HostSocket.Transport], filter: SocketFilter = .all, includingBound bound: Bool = false,
    reusing list: consuming SocketList? = nil
  ) throws(SocketReaderError) -> SocketList {
    var list = list ?? SocketList()
    list.clear()
    for question in SocketQuestion.all(transports, filter: filter, includingBound: bound) {
      do throws(SocketReaderError) {
        try read(question, into: &list)
      } catch .refused(Self.unknownKind) where !question.isNeeded {
      }
    }
    return list
  }

  /// Asks until an answer is whole. One that is interrupted every time is kept: on a host where sockets come and go without pause a
  /// list that is nearly right is better than none.
  ///
  /// Where it throws, the list is as it was.
  mutating func read(_ question: SocketQuestion, into list: inout SocketList) throws(SocketReaderError) {
    let before = list.sockets.count
    var attempt = 1
    while true {
      sequence &+= 1
      do throws(SocketReaderError) {
        try source.ask(question, sequence: sequence)
        if try readParts(question, into: &list) { return }
        if attempt == Self.attempts {
          list.isExact = false
          return
        }
      } catch .truncated where buffer.count < Self.longestPart {
        enlarge()
        attempt -= 1
      } catch .lost where attempt < Self.attempts {
      } catch {
        list.sockets.removeSubrange(before...)
        throw error
      }
      attempt += 1
      list.sockets.removeSubrange(before...)
    }
  }

  /// Reads an answer to its end; whether it is exact.
  private mutating func readParts(
    _ question: SocketQuestion, into list: inout SocketList
  ) throws(SocketReaderError) -> Bool {
    var isInterrupted = false
    while true {
      let length = try source.receive(into: buffer)
      guard length > 0 else { throw .malformed("an empty part") }
      let part = UnsafeRawBufferPointer(rebasing: buffer[..<length])
      switch try SocketMessages.read(part, sequence: sequence, transport: question.transport, into: &list.sockets) {
      case .more(let interrupted): isInterrupted = isInterrupted || interrupted
      case .done(let interrupted): return !(isInterrupted || interrupted)
      case .refused(let number): throw .refused(number)
      }
    }
  }

  private mutating func enlarge() {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(buffer.count * 2, Self.longestPart), alignment: 8)
    buffer.deallocate()
    buffer = larger
  }
}

extension SocketReader where Source == NetlinkSource {
  /// Makes a reader of the kernel's sockets in the calling thread's network namespace.
  public static func ofKernel() throws(SocketReaderError) -> SocketReader {
    SocketReader(try NetlinkSource())
  }
}

/// What a reader found.
public struct SocketList: Sendable {
  /// The sockets.
  public internal(set) var sockets: [HostSocket] = []
  /// Whether they are all that there were. A list of sockets that came and went while it was made may lack some, or tell one twice.
  public internal(set) var isExact = true

  /// Makes an empty list.
  public init() {}

  /// Empties it; its memory is kept.
  mutating func clear() {
    sockets.removeAll(keepingCapacity: true)
    isExact = true
  }
}
