import Program
import Reachability
import Render
import Snapshots

/// Many questions of one network: a JSON object a line in, one a line out, in the same order.
enum BatchTrace {
  /// Answers the questions of a file, or of standard input for `-`. A bad line is answered by an error that names it, and
  /// does not stop the rest.
  ///
  /// - Returns: `usage` if a line was bad; else `fails` if a connection does not always work, else `unknown` if that is not known of one.
  static func run(_ path: String, with engine: inout Engine) throws -> Exit {
    var parser = JSONParser()
    var endpoints: [String: Endpoint] = [:]
    var output = ""
    var exits: Set<Exit> = []
    var number = 0
    func answer(_ line: ArraySlice<UInt8>) {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
      let answer: JSON
      do {
        let question = try BatchLine(line, with: &parser)
        let trace = engine.trace(try question.query(in: engine.directory, &endpoints))
        exits.insert(Exit(trace.verdict))
        answer = trace.json(remedy: nil, in: engine.network)
      } catch {
        exits.insert(.usage)
        answer = .object(["error": .object(["line": .int(number), "message": .string("\(error)")])])
      }
      output += answer.text(indented: false) + "\n"
      if output.utf8.count > 1 << 16 {
        Console.output(output)
        output = ""
      }
    }
    defer { Console.output(output) }
    try orFail { () throws(SnapshotError) in try TextFile.forEachLine(of: path, answer) }
    return [.usage, .fails, .unknown].first { exits.contains($0) } ?? .works
  }
}

/// One line of a batch.
private struct BatchLine {
  let from: String
  let to: String
  let ipProtocol: String?
  let port: UInt16?
  let clientPorts: String?
  let via: String?

  init(_ line: ArraySlice<UInt8>, with parser: inout JSONParser) throws {
    let text = PaddedBytes(line)
    do throws(MalformedJSON) {
      self = try parser.withRoot(of: text) { root throws(MalformedJSON) in
        var fields = try root.object()
        return BatchLine(
          from: try fields.required("from") { value throws(MalformedJSON) in try value.string() },
          to: try fields.required("to") { value throws(MalformedJSON) in try value.string() },
          ipProtocol: try fields.optional("protocol") { value throws(MalformedJSON) in try value.string() },
          port: try fields.optional("port") { value throws(MalformedJSON) in try value.port() },
          clientPorts: try fields.optional("clientPorts") { value throws(MalformedJSON) in try value.string() },
          via: try fields.optional("via") { value throws(MalformedJSON) in try value.string() })
      }
    } catch {
      throw Failure(error.place.isEmpty ? error.problem : "\(error.place): \(error.problem)")
    }
  }

  private init(from: String, to: String, ipProtocol: String?, port: UInt16?, clientPorts: String?, via: String?) {
    self.from = from
    self.to = to
    self.ipProtocol = ipProtocol
    self.port = port
    self.clientPorts = clientPorts
    self.via = via
  }

  func query(in directory: Directory, _ known: inout [String: Endpoint]) throws -> Query {
    do throws(EndpointError) {
      let way: Entry.Via? = if let via { try directory.via(via) } else { nil }
      return try Query(
        from: try Self.endpoint(from, in: directory, &known), to: try Self.endpoint(to, in: directory, &known),
        ipProtocol: try Question.ipProtocol(ipProtocol), port: port,
        clientPorts: try Question.clientPorts(os: nil, ports: clientPorts), via: way)
    } catch {
      throw Failure("\(error)")
    }
  }

  private static func endpoint(
    _ name: String, in directory: Directory, _ known: inout [String: Endpoint]
  ) throws(EndpointError) -> Endpoint {
    if let endpoint = known[name] { return endpoint }
    let endpoint = try directory.endpoint(name)
    known[name] = endpoint
    return endpoint
  }
}
