public import AWSCatalogue

/// Which calls of AWS a snapshot holds the answers of, for each account and Region, and which of those are whole.
///
/// It tells “there is none” from “nobody asked”: only an answer that is whole proves that AWS has no internet gateway, network ACL or
/// listener but the listed ones.
public struct CallLedger: Sendable {
  /// What became of a call, from the best to the worst.
  public enum Status: Int, Comparable, Hashable, Sendable {
    /// It was answered to the last page.
    case whole
    /// Pages are missing.
    case cutOff
    /// AWS refused it.
    case denied
    /// The snapshot holds no answer.
    case notMade

    /// Orders by how much is missing.
    public static func < (left: Status, right: Status) -> Bool { left.rawValue < right.rawValue }
  }

  /// One answer, or its refusal.
  public struct Entry: Hashable, Sendable {
    /// What became of the call.
    public let status: Status
    /// Where it was made, as far as the snapshot tells.
    public let scope: Scope
    /// The file that tells.
    public let file: String
  }

  /// The answers to each call, in the order of their files.
  public private(set) var entries: [AWSCall: [Entry]] = [:]
  /// Whether what nothing was noted of counts as whole: a network that was made by hand lacks nothing.
  private let isComplete: Bool

  private init(isComplete: Bool) { self.isComplete = isComplete }

  /// The ledger of a network that has no other resources than the ones it holds.
  public static let complete = CallLedger(isComplete: true)

  /// The ledger of a snapshot before anything is read.
  public static let empty = CallLedger(isComplete: false)

  /// Notes what a file says of a call.
  public mutating func note(_ call: AWSCall, _ status: Status, in scope: Scope = Scope(), file: String) {
    let entry = Entry(status: status, scope: scope, file: file)
    if entries[call]?.last != entry { entries[call, default: []].append(entry) }
  }

  /// What became of a call in an account and Region; an unknown one may be any.
  ///
  /// Each of several answers tells its part, and one with a page missing leaves all of them short of it.
  public func status(of call: AWSCall, in scope: Scope = Scope()) -> Status {
    let near = (entries[call] ?? []).lazy.filter { $0.scope.mayBe(scope) }.map(\.status)
    // A refusal counts only where nothing was answered.
    let answered = near.filter { $0 <= .cutOff }.max()
    return answered ?? near.max() ?? (isComplete ? .whole : .notMade)
  }

  /// The accounts and Regions of which any answer tells.
  public var scopes: Set<Scope> { Set(entries.values.lazy.joined().map(\.scope)) }

  /// Whether a call was answered to the last page.
  public func isWhole(_ call: AWSCall, in scope: Scope = Scope()) -> Bool { status(of: call, in: scope) == .whole }
}

extension Scope {
  /// Whether both may be one account and Region, as far as either is known.
  public func mayBe(_ other: Scope) -> Bool {
    (account == nil || other.account == nil || account == other.account)
      && (region == nil || other.region == nil || region == other.region)
  }

  /// Whether it is known as exactly as another, or more so, and may be the same.
  public func isWithin(_ other: Scope) -> Bool {
    mayBe(other) && (other.account == nil || account != nil) && (other.region == nil || region != nil)
  }
}

extension CallLedger.Status {
  /// In two words at most.
  public var text: String {
    switch self {
    case .whole: "whole"
    case .cutOff: "cut off"
    case .denied: "denied"
    case .notMade: "not made"
    }
  }
}
