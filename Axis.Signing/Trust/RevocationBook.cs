using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>What the revocation lists at hand say about one certificate. Closed.</summary>
public abstract record RevocationAnswer
{
    private protected RevocationAnswer()
    {
    }
}

/// <summary>A fresh list of the issuer does not name the certificate.</summary>
/// <param name="ListIssuedAt">When that list was issued.</param>
public sealed record NotRevoked(DateTimeOffset ListIssuedAt) : RevocationAnswer;

/// <summary>A list of the issuer names the certificate.</summary>
public sealed record IsRevoked(Revocation Revocation) : RevocationAnswer;

/// <summary>No list, or only stale ones.</summary>
/// <param name="Reason">A sentence in Vietnamese.</param>
public sealed record RevocationUnknown(string Reason) : RevocationAnswer;

/// <summary>The revocation lists in force here. Immutable and thread-safe; newer lists make another book.</summary>
public sealed class RevocationBook
{
    private readonly FrozenDictionary<Digest, RevocationList[]> _byIssuer;

    /// <summary>Sorts the lists by issuer, newest first.</summary>
    public RevocationBook(IEnumerable<RevocationList> lists)
    {
        Lists = [.. lists];
        _byIssuer = Lists
            .GroupBy(static l => Digest.Of(l.IssuerName.Span))
            .ToFrozenDictionary(static g => g.Key, static g => g.OrderByDescending(static l => l.ThisUpdate).ToArray());
    }

    /// <summary>A book without lists: everything is unknown.</summary>
    public static RevocationBook Empty { get; } = new([]);

    /// <summary>All lists.</summary>
    public IReadOnlyList<RevocationList> Lists { get; }

    /// <summary>Reads lists given as DER or PEM. Unreadable ones are left out and told, because one bad list must not hide the good ones.</summary>
    public static RevocationBook Read(IEnumerable<ReadOnlyMemory<byte>> files, out IReadOnlyList<CrlFormatException> problems)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (lists, bad) = (new List<RevocationList>(), new List<CrlFormatException>());
        foreach (var file in files)
        {
            try
            {
                lists.Add(CrlReader.Read(CrlReader.ToDer(file)));
            }
            catch (CrlFormatException e)
            {
                bad.Add(e);
            }
        }

        problems = bad;
        return new RevocationBook(lists);
    }

    /// <summary>Looks a certificate up in the newest genuine list of its issuer. A revocation counts even from a stale list.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">The certificate of its issuer, as the chain found it.</param>
    /// <param name="now">The time of verification.</param>
    /// <param name="maxAge">Oldest list that counts as fresh.</param>
    public RevocationAnswer Look(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset now, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        var lists = _byIssuer.GetValueOrDefault(Digest.Of(issuer.SubjectName.RawData)) ?? [];
        if (Array.Find(lists, l => l.ThisUpdate <= now && l.IsSignedBy(issuer)) is not { } newest)
        {
            return new RevocationUnknown($"Chưa có danh sách thu hồi nào do '{issuer.Subject}' ký.");
        }

        if (newest.Find(certificate.SerialNumber) is { } revocation)
        {
            return new IsRevoked(revocation);
        }

        var fresh = now - newest.ThisUpdate <= maxAge && (newest.NextUpdate is null || now < newest.NextUpdate);
        return fresh
            ? new NotRevoked(newest.ThisUpdate)
            : new RevocationUnknown($"Danh sách thu hồi của '{issuer.Subject}' đã cũ (lập lúc {newest.ThisUpdate.UtcDateTime:yyyy-MM-dd HH:mm}Z).");
    }
}
