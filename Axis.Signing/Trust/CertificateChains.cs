using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>A certification path from a certificate to a trust anchor (RFC 5280 §6), whatever the time.</summary>
/// <param name="Certificates">Leaf first, anchor last. Shared: do not dispose.</param>
/// <param name="NotBefore">Latest begin of validity on the path.</param>
/// <param name="NotAfter">Earliest end of validity on the path.</param>
public sealed record CertificateChain(IReadOnlyList<X509Certificate2> Certificates, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>The certificate itself.</summary>
    public X509Certificate2 Leaf => Certificates[0];

    /// <summary>Whether every certificate of the path was valid at the instant (both ends included, RFC 5280 §4.1.2.5).</summary>
    public bool IsValidAt(DateTimeOffset instant) => instant >= NotBefore && instant <= NotAfter;
}

/// <summary>
/// Builds paths to the directory's trust anchors and nothing else: no system store, no downloads. Paths are remembered per certificate and set of anchors;
/// time and revocation are judged by the caller, so a remembered path never hides either. Thread-safe, bounded.
/// </summary>
public sealed class CertificateChains
{
    private readonly ConditionalWeakTable<DirectorySnapshot, AnchorSet> _anchors = [];
    private readonly ConcurrentDictionary<(Digest Certificate, Digest Anchors), CertificateChain?> _known = new();
    private readonly int _capacity;

    /// <param name="capacity">Most paths remembered; when exceeded, all are forgotten and built again on demand.</param>
    public CertificateChains(int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>The path of a certificate (DER); <c>null</c> when none leads to an anchor or the bytes are no certificate.</summary>
    public CertificateChain? Find(ReadOnlyMemory<byte> certificateDer, DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var anchors = _anchors.GetValue(directory, static d => new AnchorSet(d.TrustAnchors));
        var key = (Digest.Of(certificateDer.Span), anchors.Digest);
        if (_known.TryGetValue(key, out var chain))
        {
            return chain;
        }

        if (_known.Count >= _capacity)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(key, static (_, a) => Build(a.certificateDer, a.anchors), (certificateDer, anchors));
    }

    private static CertificateChain? Build(ReadOnlyMemory<byte> der, AnchorSet anchors)
    {
        X509Certificate2 leaf;
        try
        {
            leaf = X509CertificateLoader.LoadCertificate(der.Span);
        }
        catch (CryptographicException)
        {
            // Not a certificate, so it has no path; the caller reports NO_CERTIFICATE_CHAIN_FOUND.
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors.Certificates);
        chain.ChainPolicy.ExtraStore.AddRange(anchors.Certificates);
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;

        // The leaf's own first instant: a path need not be valid now to be a path; its window is judged apart.
        chain.ChainPolicy.VerificationTime = leaf.NotBefore;
        if (!chain.Build(leaf) || chain.ChainStatus.Any(static s => s.Status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.NotTimeValid)))
        {
            return null;
        }

        var path = chain.ChainElements.Select(static e => X509CertificateLoader.LoadCertificate(e.Certificate.RawDataMemory.Span)).ToArray();
        return new CertificateChain(
            path,
            path.Max(static c => new DateTimeOffset(c.NotBefore.ToUniversalTime())),
            path.Min(static c => new DateTimeOffset(c.NotAfter.ToUniversalTime())));
    }

    private sealed class AnchorSet
    {
        public AnchorSet(IReadOnlyList<ReadOnlyMemory<byte>> anchors)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var anchor in anchors)
            {
                hash.AppendData(Digest.Of(anchor.Span).ToArray());
                Certificates.Add(X509CertificateLoader.LoadCertificate(anchor.Span));
            }

            Digest = Digest.Finish(hash);
        }

        public X509Certificate2Collection Certificates { get; } = [];

        public Digest Digest { get; }
    }
}
