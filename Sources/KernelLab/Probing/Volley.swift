/// Packets from many client ports to one server, and the answers that come back: what each protocol does its own way.
protocol Volley {
  /// Begins to ask from each of `ports`.
  mutating func send(from ports: ArraySlice<UInt16>) throws(LabError)
  /// Takes what has come meanwhile, waiting for the first of it at most `milliseconds`, and tells which ports were answered, by the server or
  /// by somebody else who refuses.
  ///
  /// - Returns: How much came.
  mutating func pump(_ milliseconds: Int32, _ told: (UInt16, Answer) -> Void) throws(LabError) -> Int
  /// Asks once more from ports without answer, if the kernel does not do so by itself.
  mutating func ask(again ports: [UInt16]) throws(LabError)
  /// Stops asking, and gives back every client socket.
  mutating func cease()
  /// Gives everything back.
  mutating func close()
}

/// What comes back to a client port.
enum Answer {
  /// The server's answer.
  case answered
  /// A refusal, which can only be another host's that has the server's address too.
  case refused
}
