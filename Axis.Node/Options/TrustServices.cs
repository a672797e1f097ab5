namespace Axis.Node.Options;

/// <summary>Trust services that a new node's settings name from the start.</summary>
/// <param name="Timestamps">A timestamp authority (RFC 3161 over HTTP).</param>
/// <param name="Responder">An OCSP responder (RFC 6960 over HTTP).</param>
/// <param name="RevocationList">Where the authority's revocation list is fetched (RFC 5280 §4.2.1.13).</param>
public sealed record TrustServices(Uri Timestamps, Uri Responder, Uri RevocationList);
