using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Timestamps;

/// <summary>
/// Until when an algorithm is trusted for new proofs: a table of the form that ETSI TS 119 312 §9 gives. The dates are data and this product's own; an operator may set others.
/// A proof by an algorithm past its day still counts when a later one, made in time, stands over it.
/// </summary>
public sealed class AlgorithmSunset
{
    private static readonly (string Name, DateOnly Until)[] Usual =
    [
        ("SHA-256", new DateOnly(2032, 12, 31)),
        ("SHA-384", new DateOnly(2036, 12, 31)),
        ("SHA-512", new DateOnly(2036, 12, 31)),
        ("RSA-2048", new DateOnly(2029, 12, 31)),
        ("RSA-3072", new DateOnly(2036, 12, 31)),
        ("ECDSA-256", new DateOnly(2036, 12, 31)),
        ("ECDSA-384", new DateOnly(2036, 12, 31)),
    ];

    private readonly SortedDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    private AlgorithmSunset(IEnumerable<(string Name, DateOnly Until)> dates)
    {
        foreach (var (name, until) in dates)
        {
            _until[name] = new DateTimeOffset(until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        }
    }

    /// <summary>The table that comes with the product.</summary>
    public static AlgorithmSunset Default { get; } = new(Usual);

    /// <summary>Names that a table may hold.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Usual.Select(static u => u.Name)];

    /// <summary>The first instant at which each algorithm is no longer trusted.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Dates => _until;

    /// <summary>The same table with other last days.</summary>
    public static AlgorithmSunset With(IReadOnlyDictionary<string, DateOnly> last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return new AlgorithmSunset(Usual.Concat(last.Select(static l => (l.Key, l.Value))));
    }

    /// <summary>When the weakest part of a token ceases to be trusted: its imprint, its signature's digest, the keys of the authority's path.</summary>
    /// <param name="token">The token.</param>
    /// <param name="path">The authority's certificate and its issuers, without the anchor.</param>
    public DateTimeOffset EndOf(TimestampToken token, IEnumerable<X509Certificate2> path)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(path);
        return path.Select(static c => KeyName(c)).Append(HashName(token.Hash)).Append(HashName(token.SignerHash)).Min(End);
    }

    private DateTimeOffset End(string? name) => name is not null && _until.TryGetValue(name, out var end) ? end : DateTimeOffset.MinValue;

    private static string? HashName(HashAlgorithmName? hash) => hash?.Name?.Replace("SHA", "SHA-", StringComparison.Ordinal);

    private static string? KeyName(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return rsa.KeySize >= 3072 ? "RSA-3072" : rsa.KeySize >= 2048 ? "RSA-2048" : null;
        }

        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is null ? null : ecdsa.KeySize >= 384 ? "ECDSA-384" : ecdsa.KeySize >= 256 ? "ECDSA-256" : null;
    }
}
