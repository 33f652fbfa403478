internal import Ports

/// The names that a misspelt one may have meant: at most three, nearest first, none farther than a third of its length.
package func nearest(to text: String, among names: some Collection<String>) -> [String] {
  let wanted = Array(text.lowercased().utf8.prefix(64))
  let limit = max(1, wanted.count / 3)
  var near: [(distance: Int, name: String)] = []
  for name in names {
    let letters = Array(name.lowercased().utf8.prefix(64))
    if abs(letters.count - wanted.count) > limit { continue }
    let distance = editDistance(wanted, letters)
    if distance <= limit { near.append((distance, name)) }
  }
  return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}
