/// The names that a misspelt one may have meant: at most three, nearest first, none farther than a third of its length.
func nearest(to text: String, among names: some Collection<String>) -> [String] {
  let wanted = Array(text.lowercased().unicodeScalars.prefix(64))
  let limit = max(1, wanted.count / 3)
  var near: [(distance: Int, name: String)] = []
  for name in names {
    let letters = Array(name.lowercased().unicodeScalars.prefix(64))
    if abs(letters.count - wanted.count) > limit { continue }
    let distance = editDistance(wanted, letters)
    if distance <= limit { near.append((distance, name)) }
  }
  return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}

/// How many letters must be put in, taken out or exchanged to turn one text into the other.
private func editDistance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  var row = Array(0...other.count)
  for (i, letter) in one.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, otherLetter) in other.enumerated() {
      let above = row[j + 1]
      row[j + 1] = letter == otherLetter ? diagonal : 1 + min(diagonal, above, row[j])
      diagonal = above
    }
  }
  return row[other.count]
}
