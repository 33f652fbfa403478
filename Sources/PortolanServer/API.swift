internal import HTTPTypes
internal import Hummingbird
internal import NetworkModel
internal import Reachability
internal import Render

/// The questions that programs ask, each answered by a JSON document; `Assets/openapi.json` describes them.
struct API: Sendable {
  let drafts: Drafts
  let index: EndpointIndex
  let turnstile: Turnstile

  /// Adds what is answered beneath `/api`.
  func add(to router: Router<BasicRequestContext>) {
    let group = router.group("api")
    group.get("openapi.json") { _, _ in Asset.openAPI }
    group.get("endpoints") { request, _ in
      await answer(request, ["q", "limit"]) { fields in try endpoints(fields) }
    }
    group.get("trace") { request, _ in
      await answer(request, Inquiry.names) { fields in
        let (draft, trace) = try trace(fields)
        return .json(trace.json(remedy: Remedy(for: trace), in: draft.network))
      }
    }
    group.get("fix") { request, _ in
      await answer(request, Inquiry.names) { fields in
        let (draft, trace) = try trace(fields)
        let found = Remedy.weighed(for: trace, goal: .works, in: draft.ownEngine)
        return .json(RemedyReport(found, for: .connection(trace, .works), in: draft.network).json)
      }
    }
    group.get("chart.svg") { request, _ in
      await answer(request, Inquiry.names) { fields in
        let inquiry = Inquiry(fields)
        guard inquiry.asks else {
          return .of("image/svg+xml", Chart(of: try drafts.draft(after: fields.all("edit")).network).svg())
        }
        let (draft, trace) = try trace(fields)
        let chart = Chart(
          of: draft.network, trace: trace, remedy: Remedy(for: trace), alternative: try inquiry.position(in: trace))
        return .of("image/svg+xml", chart.svg())
      }
    }
    group.get("diff") { request, _ in
      await answer(request, ["edit", "protocol"]) { fields in
        let difference = try difference(fields)
        return .json(difference.value.json(from: drafts.original.network, to: difference.draft.network))
      }
    }
  }

  // MARK: Answers

  private func trace(_ fields: FormFields) throws -> (draft: Draft, trace: Trace) {
    let draft = try drafts.draft(after: fields.all("edit"))
    return (draft, try draft.trace(try Inquiry(fields).question))
  }

  private func difference(_ fields: FormFields) throws -> (value: Difference, draft: Draft) {
    let draft = try drafts.draft(after: fields.all("edit"))
    guard !draft.edits.isEmpty else {
      throw InquiryProblem("a difference needs an edit: edit=…, in the language of --what-if")
    }
    let asked = try fields.all("protocol").map { try Question.ipProtocol($0) }
    let value = Difference(
      from: drafts.original.ownEngine, to: draft.ownEngine, ipProtocols: asked.isEmpty ? nil : asked)
    return (value, draft)
  }

  private func endpoints(_ fields: FormFields) throws -> Response {
    guard let limit = fields["limit"].map({ Int($0) }) ?? 20, (1...1_000).contains(limit) else {
      throw InquiryProblem("limit is a number from 1 to 1000")
    }
    let found = index.search(fields["q"] ?? "", atMost: limit)
    return .json(
      .object([
        "schema": .string("portolan.endpoints/1"), "total": .int(found.total),
        "endpoints": .list(
          found.entries.map { entry in
            .object([
              "handle": .string(entry.handle), "name": .string(entry.name), "kind": .string(entry.kind),
              "addresses": .list(entry.addresses.map { .string($0) }), "place": .string(entry.place),
            ])
          }),
      ]))
  }

  /// Answers a request whose fields have these names, off the threads that serve connections.
  private func answer(
    _ request: Request, _ names: [String], _ body: @escaping @Sendable (FormFields) throws -> Response
  ) async -> Response {
    let fields = FormFields(query: request.uri.query ?? "")
    do {
      if let unknown = fields.fields.first(where: { !names.contains($0.name) }) {
        throw InquiryProblem("there is no field “\(unknown.name)” here: there are \(names.joined(separator: ", "))")
      }
      return try await turnstile.run { try body(fields) }
    } catch let refusal as Turnstile.Refusal {
      return .problem(.serviceUnavailable, "\(refusal)")
    } catch {
      return .problem(.badRequest, "\(error)")
    }
  }
}
