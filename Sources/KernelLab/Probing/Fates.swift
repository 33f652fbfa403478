/// What came of a volley, port by port.
struct Fates {
  var answered: Set<UInt16> = []
  var refused: Set<UInt16> = []
  var records: [DropRecord] = []
}
