using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;

namespace Axis.Signing.Trust;

/// <summary>A certification path from a certificate to a trust anchor (RFC 5280 §6), whatever the time.</summary>
/// <param name="Certificates">Leaf first, anchor last. Shared: do not dispose.</param>
/// <param name="NotBefore">Latest begin of validity on the path.</param>
/// <param name="NotAfter">Earliest end of validity on the path.</param>
public sealed record CertificateChain(IReadOnlyList<X509Certificate2> Certificates, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>The certificate itself.</summary>
    public X509Certificate2 Leaf => Certificates[0];

    /// <summary>The store that the anchor belongs to (SIG-06, SIG-07).</summary>
    public TrustStore Store { get; init; } = TrustStore.Official;

    /// <summary>Whether every certificate of the path was valid at the instant (both ends included, RFC 5280 §4.1.2.5).</summary>
    public bool IsValidAt(DateTimeOffset instant) => instant >= NotBefore && instant <= NotAfter;
}
