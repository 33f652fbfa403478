/// How wide text may become, without a font engine: each character is as wide as in the widest of the common sans-serif faces, so that
/// text stays in its box whichever of them a viewer has.
///
/// The widths are the advances of DejaVu Sans (as wide as Verdana) and Liberation Sans (as wide as Arial and Helvetica), the larger of
/// each, in thousandths of the size.
package enum TextFace {
  /// Of ordinary weight.
  case regular
  /// Bold.
  case bold

  /// An upper bound of a text's width at a size, in whole units.
  package func width(_ text: String, size: Int) -> Int {
    (text.unicodeScalars.reduce(0) { $0 + width($1) } * size + 999) / 1000
  }

  /// As much of `text` as fits, made harmless, with `…` for what does not.
  func fit(_ text: String, size: Int, width limit: Int) -> String {
    let room = limit * 1000 / size
    let ellipsis = width("…")
    var fitting = ""
    var used = 0
    var shortened = ("", 0)
    for character in text {
      let plain = character.harmless
      if plain.isEmpty { continue }
      let next = used + plain.unicodeScalars.reduce(0) { $0 + width($1) }
      if next > room { return shortened.1 + ellipsis <= room ? shortened.0 + "…" : "" }
      fitting += plain
      used = next
      if used + ellipsis <= room { shortened = (fitting, used) }
    }
    return fitting
  }

  private func width(_ scalar: Unicode.Scalar) -> Int {
    let code = Int(scalar.value)
    switch code {
    case 0x20..<0x7F: return self == .bold ? Self.boldWidths[code - 0x20] : Self.regularWidths[code - 0x20]
    case 0xB7: return 380
    case 0xA0..<0x180, 0x1E00..<0x1F00, 0x2010..<0x2028, 0x2190..<0x21A0, 0xD7: return self == .bold ? 1_250 : 1_100
    case 0x370..<0x530: return self == .bold ? 1_420 : 1_200
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1_600
    }
  }

  private static let regularWidths = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637, 637, 637, 637, 637,
    637, 637, 637, 337, 337, 838, 838, 838, 557, 1016, 685, 687, 723, 771, 667, 611, 778, 752, 295, 500, 667, 558, 863,
    749, 788, 667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 337, 391, 838, 557, 500, 613, 635, 550, 635,
    616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637,
    337, 637, 838,
  ]

  private static let boldWidths = [
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696, 696, 696, 696, 696,
    696, 696, 696, 400, 400, 838, 838, 838, 611, 1000, 774, 763, 734, 831, 684, 684, 821, 837, 373, 557, 775, 638, 996,
    837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 366, 458, 838, 557, 500, 675, 716, 593, 716,
    679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712,
    366, 712, 838,
  ]
}

extension Character {
  /// The character as text that draws within its line: what would command a terminal, turn the direction of text or tower above the line
  /// is left out or replaced.
  fileprivate var harmless: String {
    var text = String.UnicodeScalarView()
    var marks = 0
    for scalar in unicodeScalars.prefix(16) {
      switch scalar.properties.generalCategory {
      case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: text.append("\u{FFFD}")
      // A joiner holds an emoji together; the others turn text around or are not seen.
      case .format where scalar != "\u{200D}": continue
      case .nonspacingMark, .enclosingMark:
        marks += 1
        if marks <= 2 { text.append(scalar) }
      default: text.append(scalar.isOverwide ? "\u{FFFD}" : scalar)
      }
    }
    return String(text)
  }
}

extension Unicode.Scalar {
  /// Whether it may be several times as wide as it is high: cuneiform signs, and the ligature of a whole sentence.
  fileprivate var isOverwide: Bool { (0x12000...0x1254F).contains(value) || value == 0xFDFD }
}
