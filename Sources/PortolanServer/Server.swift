internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
public import NetworkModel
internal import Render

/// Serves a network as a page that people ask, and an API that programs do.
///
/// What it serves is in memory, and stays there: nothing is written, nothing is asked of anybody else, and no edit touches the snapshot.
public struct Server: Sendable {
  /// Where it listens, and who may ask.
  public struct Access: Sendable {
    /// An address of this machine, or a name of one.
    public var host = "127.0.0.1"
    /// The port; 0 for any that is free.
    public var port = 0
    /// Other names by which it may be asked for.
    public var names: [String] = []
    /// What those who ask must know; nil for nothing.
    public var token: String?

    /// Listens on loopback, at a free port.
    public init() {}

    /// Whether only this machine's own programs reach it.
    public var isLoopback: Bool {
      host == "localhost" || IPAddress(host).map { address in Self.loopback.contains { $0.contains(address) } } ?? false
    }

    private static let loopback = ["127.0.0.0/8", "::1/128"].compactMap { CIDRBlock($0) }

    /// A token that nobody guesses: 158 bits.
    public static func randomToken() -> String { Token.random().text }

    /// Whether a text can be a token: it stands in addresses and cookies as it is.
    public static func isToken(_ text: String) -> Bool {
      text.utf8.count >= 16
        && text.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
          default: false
          }
        }
    }
  }

  private let network: Network
  private let name: String
  private let access: Access

  /// Makes a server for `network`, which pages call `name`.
  public init(_ network: Network, name: String, access: Access) {
    self.network = network
    self.name = name
    self.access = access
  }

  /// Serves until the process is asked to end (SIGINT, SIGTERM), and lets what is being answered be answered.
  ///
  /// - Parameter isReady: Called once, with the port, when questions are answered.
  /// - Throws: `ListenError`.
  public func run(isReady: @escaping @Sendable (Int) -> Void) async throws {
    let drafts = Drafts(network)
    let index = EndpointIndex(of: drafts.original.ownEngine)
    // One core is left for what serves connections.
    let turnstile = Turnstile(places: max(1, System.coreCount - 1), mostWaiting: 64, limit: .seconds(30))
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.add(
      middleware: Doorkeeper<BasicRequestContext>(
        names: HostNames(listeningAt: access.host, isLoopback: access.isLoopback, also: access.names),
        token: access.token.map { Token(text: $0) }))
    for asset in Asset.allCases { router.get(RouterPath(asset.path)) { _, _ in asset.response } }
    API(drafts: drafts, index: index, turnstile: turnstile).add(to: router)
    Pages(name: name, drafts: drafts, index: index, turnstile: turnstile).add(to: router)

    var logger = Logger(label: "portolan")
    logger.logLevel = .critical
    let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)
    let application = Application(
      router: router,
      server: .http1(configuration: .init(idleTimeout: .seconds(60), httpDecoderConfiguration: decoder)),
      configuration: ApplicationConfiguration(
        address: .hostname(access.host, port: access.port),
        availableConnectionsDelegate: .maximum(256, logger: logger)),
      onServerRunning: { channel in isReady(channel.localAddress?.port ?? 0) },
      logger: logger)
    do { try await application.runService() } catch { throw ListenError(error) ?? error }
  }
}
