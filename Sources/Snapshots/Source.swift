internal import NetworkModel

/// Where a list was read.
struct Source {
  /// The file, as errors and notices name it.
  let file: String
  /// The account and Region that the file's folders name.
  let scope: Scope
  /// What else its name tells.
  let name: FileName

  init(file: String, scope: Scope? = nil) {
    self.file = file
    self.scope = scope ?? Scope(path: file)
    name = FileName(path: file)
  }
}
