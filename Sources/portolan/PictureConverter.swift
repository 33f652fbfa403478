import Glibc
import Program

/// Makes a PNG of an SVG with librsvg's `rsvg-convert`, where it is installed.
enum PictureConverter {
  /// The picture at twice the size, for print and dense screens.
  static func png(ofSVG svg: String) throws -> [UInt8] {
    // By way of unnamed files: a program that reads and writes pipes at once can wait for itself.
    guard let (input, output) = files() else { throw Failure("a PNG needs a temporary file: \(reason)") }
    defer {
      fclose(input)
      fclose(output)
    }
    let bytes = Array(svg.utf8)
    guard fwrite(bytes, 1, bytes.count, input) == bytes.count, fflush(input) == 0 else {
      throw Failure("a PNG needs a temporary file: \(reason)")
    }
    rewind(input)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO)
    var process = pid_t()
    let arguments = ["rsvg-convert", "--zoom", "2", "--unlimited"]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    guard posix_spawnp(&process, "rsvg-convert", &actions, nil, &words, environ) == 0 else {
      throw Failure(
        "a PNG is made by rsvg-convert, which is not installed (Debian: apt-get install librsvg2-bin); .svg needs nothing"
      )
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Failure("rsvg-convert could not draw the chart; try .svg") }
    rewind(output)
    var picture: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, output)
      if count == 0 {
        guard ferror(output) == 0, !picture.isEmpty else { throw Failure("rsvg-convert drew nothing; try .svg") }
        return picture
      }
      picture += buffer[..<count]
    }
  }

  private static func files() -> (UnsafeMutablePointer<FILE>, UnsafeMutablePointer<FILE>)? {
    guard let input = tmpfile() else { return nil }
    guard let output = tmpfile() else {
      fclose(input)
      return nil
    }
    return (input, output)
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
