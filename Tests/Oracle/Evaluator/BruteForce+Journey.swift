extension BruteForce {
  /// The two ends of a query, each as it is and as the other one's rules see it.
  enum Journey {
    /// Interface to interface.
    case between(client: Station, server: Station)
    /// Interface to an address outside.
    case outward(client: Station, outsider: PeerIdentity)
    /// An address outside to an interface.
    case inward(outsider: PeerIdentity, server: Station)
  }
}
