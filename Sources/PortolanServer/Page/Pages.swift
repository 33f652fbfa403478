internal import HTTPTypes
internal import Hummingbird
internal import Reachability
internal import Render

/// The pages that people look at: the question with its answer, and what edits that are tried make of all other connections.
struct Pages: Sendable {
  let name: String
  let drafts: Drafts
  let index: EndpointIndex
  let turnstile: Turnstile

  /// Adds what is answered outside `/api`.
  func add(to router: Router<BasicRequestContext>) {
    router.get("/") { request, _ in
      await answer(request) { fields in page(fields) }
    }
    for section in LateSection.allCases {
      router.get(RouterPath(section.path)) { request, _ in
        await answer(request) { fields in page(of: section, fields) }
      }
    }
  }

  // MARK: The page

  private func page(_ fields: FormFields) -> Response {
    var inquiry = Inquiry(fields)
    var problem: String?
    var draft = drafts.original
    do {
      draft = try drafts.draft(after: inquiry.edits)
      let change = RuleChange(fields)
      if !change.isEmpty {
        inquiry.edits += try change.edits(of: draft)
        // The address then says it all, and loading the page again makes no edit twice.
        var response = Response(status: .seeOther)
        response.headers[.location] = inquiry.address()
        return response
      }
    } catch {
      // An edit that is none is told, and left out; everything else stays.
      problem = "\(error)"
      draft = longestDraft(of: &inquiry.edits)
    }
    var page = Page(name: name, inquiry: inquiry, draft: draft, index: index)
    if inquiry.asks {
      do {
        let trace = try draft.trace(try inquiry.question)
        page.answer = Answer(trace: trace, alternative: try inquiry.position(in: trace))
      } catch {
        problem = problem ?? "\(error)"
      }
    }
    page.problem = problem
    return .html(page.html(), problem == nil ? .ok : .badRequest)
  }

  /// The network after as many edits from the first on as can be made; the others are dropped.
  private func longestDraft(of edits: inout [String]) -> Draft {
    while !edits.isEmpty {
      if let draft = try? drafts.draft(after: edits) { return draft }
      edits.removeLast()
    }
    return drafts.original
  }

  // MARK: What takes longer

  private func page(of section: LateSection, _ fields: FormFields) -> Response {
    let inquiry = Inquiry(fields)
    do {
      let draft = try drafts.draft(after: inquiry.edits)
      switch section {
      case .remedies:
        let list = RemedyList(for: try draft.trace(try inquiry.question), inquiry, in: draft)
        return .html(section.page(inquiry, name: name) { list.write(into: &$0) })
      case .differences:
        let difference = Difference(from: drafts.original.ownEngine, to: draft.ownEngine)
        let list = DifferenceList(difference, from: drafts.original.network, to: draft.network)
        return .html(section.page(inquiry, name: name) { list.write(into: &$0) })
      }
    } catch {
      return .text(.badRequest, "\(error)")
    }
  }

  private func answer(
    _ request: Request, _ body: @escaping @Sendable (FormFields) -> Response
  ) async -> Response {
    let fields = FormFields(query: request.uri.query ?? "")
    do {
      return try await turnstile.run { body(fields) }
    } catch {
      return .text(.serviceUnavailable, "\(error)")
    }
  }
}
