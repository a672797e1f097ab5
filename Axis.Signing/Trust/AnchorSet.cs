using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>The CA certificates of one directory by store: the self-issued ones are anchors, the others only lead to one.</summary>
internal sealed class AnchorSet
{
    private readonly Dictionary<Digest, TrustStore> _anchors = [];

    public AnchorSet(DirectorySnapshot directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var der in directory.TrustAnchors)
        {
            Add(der, TrustStore.Official, hash);
        }

        foreach (var der in directory.PublicAnchors)
        {
            Add(der, TrustStore.Public, hash);
        }

        Digest = Digest.Finish(hash);
    }

    /// <summary>Names the set among remembered paths.</summary>
    public Digest Digest { get; }

    public X509Certificate2Collection Official { get; } = [];

    public X509Certificate2Collection All { get; } = [];

    public bool HasPublic { get; private set; }

    /// <summary>The store of an anchor; the official one when both name it.</summary>
    public TrustStore StoreOf(X509Certificate2 anchor) => _anchors[Digest.Of(anchor.RawDataMemory.Span)];

    private void Add(ReadOnlyMemory<byte> der, TrustStore store, IncrementalHash hash)
    {
        var digest = Digest.Of(der.Span);
        hash.AppendData([(byte)store]);
        hash.AppendData(digest.ToArray());
        if (!_anchors.TryAdd(digest, store))
        {
            return;
        }

        var certificate = X509CertificateLoader.LoadCertificate(der.Span);
        All.Add(certificate);
        if (store == TrustStore.Official)
        {
            Official.Add(certificate);
        }
        else
        {
            HasPublic = true;
        }
    }
}
