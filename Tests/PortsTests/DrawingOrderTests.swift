import Ports
import Testing

@Suite struct DrawingOrderTests {
  @Test func `the parity of the lower bound is counted as one would by hand`() {
    let order = DrawingOrder.parityOfLowerBound
    for range: PortSet in ["32768-60999", "1025-5000", "40001-40001"] {
      let parity = (range.first ?? 0) & 1
      for set: PortSet in [
        "1-65535", "32768-40000", "40001-40001,40003", "33000,33001,33003-33007", "50000-50001", "9",
      ] {
        let byHand = (UInt16.min ... .max).count { set.contains($0) && range.contains($0) && $0 & 1 == parity }
        #expect(order.count(of: set, in: range) == byHand)
      }
    }
  }

  @Test func `only systems whose order is known have one`() {
    #expect(EphemeralRange.linux.drawingOrder == .parityOfLowerBound)
    #expect(EphemeralRange.windows.drawingOrder == nil)
    #expect(EphemeralRange.natGateway.drawingOrder == nil)
  }
}
