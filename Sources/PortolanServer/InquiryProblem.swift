/// What is wrong with the fields of an address, in one sentence for people.
struct InquiryProblem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
