using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>
/// Builds paths to the directory's trust anchors and nothing else: no system store, no downloads. Paths are remembered per certificate, set of anchors, policy and
/// day; validity at an instant and revocation are judged by the caller, so a remembered path never hides either. Thread-safe, bounded.
/// </summary>
public sealed class CertificateChains
{
    /// <summary>Most further certificates that a signature may bring along.</summary>
    public const int MaxExtra = 32;

    private static readonly Digest NoExtra = Digest.Of([]);

    private readonly ConditionalWeakTable<DirectorySnapshot, AnchorSet> _anchors = [];
    private readonly ConcurrentDictionary<PathKey, Lazy<PathCheck>> _known = new();
    private readonly int _capacity;
    private long _built;

    /// <param name="capacity">Most paths remembered; when exceeded, all are forgotten and built again on demand.</param>
    public CertificateChains(int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>How many paths were really built and validated; the others were remembered.</summary>
    public long Built => Interlocked.Read(ref _built);

    /// <summary>
    /// The path of a certificate (DER) to an official anchor, as it was when the certificate was issued; <c>null</c> when none leads there or the bytes are no
    /// certificate.
    /// </summary>
    public CertificateChain? Find(ReadOnlyMemory<byte> certificateDer, DirectorySnapshot directory) =>
        Validate(certificateDer, directory, PathPolicy.Official, at: null, []).Chain;

    /// <summary>Builds and validates a path (RFC 5280 §6): signatures, basic constraints, path length, key usage, name constraints, policies, critical extensions, algorithms.</summary>
    /// <param name="certificateDer">The certificate.</param>
    /// <param name="directory">The directory in force: its anchors are the only ones.</param>
    /// <param name="policy">What the path must satisfy besides.</param>
    /// <param name="at">
    /// The instant that is asked about: where an authority has several certificates, those in force then are taken. The path may still not be valid then; see
    /// <see cref="CertificateChain.IsValidAt"/>. <c>null</c> asks about the certificate's own first instant.
    /// </param>
    /// <param name="extra">Further certificates (DER) that may lead to an anchor; trusted for nothing. Those beyond <see cref="MaxExtra"/> are not looked at.</param>
    public PathCheck Validate(
        ReadOnlyMemory<byte> certificateDer, DirectorySnapshot directory, PathPolicy policy, DateTimeOffset? at, IReadOnlyList<ReadOnlyMemory<byte>> extra)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(extra);
        var anchors = _anchors.GetValue(directory, static d => new AnchorSet(d));
        var day = at is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : DateOnly.MinValue;
        var key = new PathKey(Digest.Of(certificateDer.Span), anchors.Digest, policy.Digest, DigestOf(extra), day);
        if (_known.TryGetValue(key, out var known))
        {
            return known.Value;
        }

        if (_known.Count >= _capacity)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(key, _ => new Lazy<PathCheck>(() =>
        {
            Interlocked.Increment(ref _built);

            // Noon of the day asked about: the answer holds for the whole day, so it must not depend on who asks first.
            return PathBuilder.Build(certificateDer, anchors, policy, at is null ? null : new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero), extra);
        })).Value;
    }

    private static Digest DigestOf(IReadOnlyList<ReadOnlyMemory<byte>> extra)
    {
        if (extra.Count == 0)
        {
            return NoExtra;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var der in extra.Take(MaxExtra))
        {
            hash.AppendData(Digest.Of(der.Span).ToArray());
        }

        return Digest.Finish(hash);
    }

    private readonly record struct PathKey(Digest Certificate, Digest Anchors, Digest Policy, Digest Extra, DateOnly Day);
}
