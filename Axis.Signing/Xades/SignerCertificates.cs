using System.Collections.Concurrent;
using Axis.Core.Packets;

namespace Axis.Signing.Xades;

/// <summary>Certificates seen lately, so that parsing one and importing its key is paid once per certificate and not per packet. Thread-safe, bounded.</summary>
public sealed class SignerCertificates
{
    private const int Most = 4096;

    private readonly ConcurrentDictionary<Digest, SignerCertificate> _known = new();

    /// <summary>The certificate with exactly these bytes.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The bytes are not one DER certificate.</exception>
    public SignerCertificate Get(ReadOnlySpan<byte> der)
    {
        var thumbprint = Digest.Of(der);
        if (_known.TryGetValue(thumbprint, out var known))
        {
            return known;
        }

        var loaded = SignerCertificate.Load(der);
        if (_known.Count >= Most)
        {
            // A flood of new certificates costs those in use one reload each, and memory stays bounded.
            _known.Clear();
        }

        return _known.GetOrAdd(thumbprint, loaded);
    }
}
