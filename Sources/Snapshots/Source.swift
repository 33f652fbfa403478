internal import NetworkModel

/// Where a list was read.
struct Source {
  /// The file, as errors and notices name it.
  let file: String
  /// The account and Region that the file's folders name.
  let scope: Scope

  init(file: String) {
    self.file = file
    scope = Scope(path: file)
  }
}
