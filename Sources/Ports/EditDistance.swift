/// How many bytes must be inserted, deleted, replaced or swapped with their neighbour to make `to` of `from`.
///
/// - Complexity: O(length of one × length of the other).
package func editDistance(_ from: [UInt8], _ to: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...to.count)
  for row in from.indices {
    var current = [row + 1]
    for column in to.indices {
      let replaced = last[column] + (from[row] == to[column] ? 0 : 1)
      var cheapest = min(replaced, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
        cheapest = min(cheapest, beforeLast[column - 1] + 1)
      }
      current.append(cheapest)
    }
    beforeLast = last
    last = current
  }
  return last[to.count]
}
