internal import NetworkModel

extension Scope {
  /// The account and Region that the folders of a path name, as in `…/111122223333/eu-west-1/describe-vpcs.json`.
  init(path: String) {
    self.init()
    for folder in path.split(separator: "/").dropLast() {
      if folder.utf8.count == 12, folder.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        account = String(folder)
      } else if Self.isRegion(folder) {
        region = String(folder)
      }
    }
  }

  /// Whether a name has the form of a Region's: an area, perhaps a partition, a point of the compass and a number, such as
  /// `us-gov-west-1` or `eusc-de-east-1`.
  private static func isRegion(_ name: Substring) -> Bool {
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(words.count), let number = words.last, let area = words.first else { return false }
    let isNumber = !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber && area.utf8.count <= 4 && compass.contains(words[words.count - 2])
      && words.dropLast().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
  }

  private static let compass: Set<Substring> = [
    "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest", "central",
  ]

  /// The Region of an Availability Zone such as `eu-west-1a`; nil for zones named otherwise.
  static func region(ofZone zone: String) -> String? {
    guard let last = zone.utf8.last, (0x61...0x7A).contains(last) else { return nil }
    let region = zone.dropLast()
    return isRegion(region) ? String(region) : nil
  }
}
