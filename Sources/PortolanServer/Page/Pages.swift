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
      guard inquiry.edits.count <= Inquiry.mostEdits else {
        throw API.Problem("no more than \(Inquiry.mostEdits) edits can be tried at once: take some back")
      }
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
      problem = "\(error)"
      // What is wrong is told, and left out; what was right before it stays.
      inquiry.edits = Array(inquiry.edits.prefix(Inquiry.mostEdits))
      while !inquiry.edits.isEmpty {
        if let known = try? drafts.draft(after: inquiry.edits) {
          draft = known
          break
        }
        inquiry.edits.removeLast()
      }
    }
    var page = Page(name: name, inquiry: inquiry, draft: draft, original: drafts.original, index: index)
    if inquiry.asks, problem == nil {
      do {
        let trace = try draft.trace(try inquiry.question)
        page.answer = Answer(trace: trace, alternative: try inquiry.position(in: trace))
      } catch {
        problem = "\(error)"
      }
    }
    page.problem = problem
    return .html(page.html(), problem == nil ? .ok : .badRequest)
  }

  // MARK: What takes longer

  private func page(of section: LateSection, _ fields: FormFields) -> Response {
    let inquiry = Inquiry(fields)
    do {
      let draft = try drafts.draft(after: Array(inquiry.edits.prefix(Inquiry.mostEdits)))
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
