using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Signing.Trust;

/// <summary>The revocation data in force here: lists and OCSP responses. Immutable and thread-safe; newer data make another book.</summary>
public sealed class RevocationBook
{
    /// <summary>How far the clock of an authority may be ahead of ours.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private const int CertificateHold = 6;

    private readonly FrozenDictionary<Digest, RevocationList[]> _byIssuer;
    private readonly FrozenDictionary<OcspCertId, (OcspResponse Response, OcspAnswer Answer)[]> _byCertificate;
    private readonly string[] _hashes;

    // Paths are remembered, so the same certificate objects come again and again; what they are called is computed once.
    private readonly ConditionalWeakTable<X509Certificate2, Names> _names = [];
    private readonly ConditionalWeakTable<X509Certificate2, StrongBox<Digest>> _digests = [];

    /// <summary>Sorts lists by issuer, newest first.</summary>
    public RevocationBook(IEnumerable<RevocationList> lists)
        : this(lists, [])
    {
    }

    /// <summary>Sorts lists by issuer and responses by certificate, newest first.</summary>
    public RevocationBook(IEnumerable<RevocationList> lists, IEnumerable<OcspResponse> responses)
    {
        Lists = [.. lists];
        Responses = [.. responses];
        _byIssuer = Lists
            .GroupBy(static l => Digest.Of(l.IssuerName.Span))
            .ToFrozenDictionary(static g => g.Key, static g => g.OrderByDescending(static l => l.ThisUpdate).ToArray());
        _byCertificate = Responses
            .SelectMany(static r => r.Answers.Select(a => (Response: r, Answer: a)))
            .GroupBy(static r => r.Answer.CertId)
            .ToFrozenDictionary(static g => g.Key, static g => g.OrderByDescending(static r => r.Answer.ThisUpdate).ToArray());
        _hashes = [.. _byCertificate.Keys.Select(static k => k.HashAlgorithm).Distinct().Where(OcspCertId.HashAlgorithms.Contains)];
    }

    /// <summary>A book without data: everything is unknown.</summary>
    public static RevocationBook Empty { get; } = new([]);

    /// <summary>All lists.</summary>
    public IReadOnlyList<RevocationList> Lists { get; }

    /// <summary>All responses.</summary>
    public IReadOnlyList<OcspResponse> Responses { get; }

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

    /// <summary>
    /// Looks a certificate up in the newest genuine list and the newest genuine response of its issuer. A revocation counts even from stale data; a hold only
    /// until newer data lift it.
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">The certificate of its issuer, as the chain found it.</param>
    /// <param name="now">The time of verification, or a time at which the data are proved to have been at hand.</param>
    /// <param name="limits">Oldest data that count as fresh.</param>
    public RevocationAnswer Look(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset now, RevocationLimits limits)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        var list = FromList(certificate, issuer, now, limits);
        var response = FromResponse(certificate, issuer, now, limits);
        return (list, response) switch
        {
            (IsRevoked a, IsRevoked b) => a.Revocation.At <= b.Revocation.At ? a : b,
            (IsRevoked a, NotRevoked b) => Newer(a, b),
            (NotRevoked a, IsRevoked b) => Newer(b, a),
            (NotRevoked a, NotRevoked b) => a.Evidence.ThisUpdate >= b.Evidence.ThisUpdate ? a : b,
            (IsRevoked or NotRevoked, _) => list,
            (_, IsRevoked or NotRevoked) => response,
            (RevocationUnknown a, RevocationUnknown b) => new RevocationUnknown(b.Reason.Length > 0 ? b.Reason : a.Reason),
            _ => throw new InvalidOperationException("Answers are a closed set."),
        };
    }

    /// <summary>As the other, with one age for both kinds of data.</summary>
    public RevocationAnswer Look(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset now, TimeSpan maxAge) =>
        Look(certificate, issuer, now, new RevocationLimits(maxAge, maxAge));

    /// <summary>The answers about every certificate of a path but its anchor, leaf first.</summary>
    public IReadOnlyList<RevocationAnswer> LookAlong(CertificateChain chain, DateTimeOffset now, RevocationLimits limits)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var answers = new RevocationAnswer[chain.Certificates.Count - 1];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = Look(chain.Certificates[i], chain.Certificates[i + 1], now, limits);
        }

        return answers;
    }

    /// <summary>
    /// Until when something is known about every certificate of a path but its anchor: the oldest, over the certificates, of the newest genuine data about each.
    /// <c>null</c> when there are none about one of them.
    /// </summary>
    public DateTimeOffset? KnownUntil(CertificateChain chain, DateTimeOffset now, RevocationLimits limits)
    {
        ArgumentNullException.ThrowIfNull(chain);

        // Data count from their own day on, however old they are now.
        var days = Lists.Select(static l => l.ThisUpdate).Concat(Responses.SelectMany(static r => r.Answers.Select(static a => a.ThisUpdate))).Where(d => d <= now + ClockTolerance).Distinct().OrderDescending().ToList();
        DateTimeOffset? oldest = null;
        for (var i = 0; i < chain.Certificates.Count - 1; i++)
        {
            var newest = days.Select(d => Look(chain.Certificates[i], chain.Certificates[i + 1], d, limits) switch
            {
                NotRevoked { Evidence: var good } => good.ThisUpdate,
                IsRevoked { Evidence: var stated } => stated.ThisUpdate,
                _ => default(DateTimeOffset?),
            }).FirstOrDefault(static d => d is not null);
            if (newest is null)
            {
                return null;
            }

            oldest = oldest < newest ? oldest : newest;
        }

        return oldest;
    }

    private static RevocationAnswer Newer(IsRevoked revoked, NotRevoked good) =>
        revoked.Revocation.Reason == CertificateHold && good.Evidence.ThisUpdate > revoked.Evidence.ThisUpdate ? good : revoked;

    private RevocationAnswer FromList(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset now, RevocationLimits limits)
    {
        var lists = _byIssuer.GetValueOrDefault(Digest.Of(issuer.SubjectName.RawData)) ?? [];
        if (Array.Find(lists, l => l.ThisUpdate <= now + ClockTolerance && l.IsSignedBy(issuer)) is not { } newest)
        {
            return new RevocationUnknown($"Chưa có danh sách thu hồi hoặc trả lời OCSP nào của '{issuer.Subject}'.");
        }

        var revocation = newest.Find(certificate.SerialNumber);
        if (revocation is null && !limits.IsFresh(RevocationKind.List, newest.ThisUpdate, newest.NextUpdate, now))
        {
            return new RevocationUnknown($"Danh sách thu hồi của '{issuer.Subject}' đã cũ (lập lúc {newest.ThisUpdate.UtcDateTime:yyyy-MM-dd HH:mm}Z).");
        }

        var evidence = new RevocationEvidence(DigestOf(certificate), DigestOf(issuer), RevocationKind.List, newest.Digest, newest.Der, newest.ThisUpdate, newest.NextUpdate);
        return revocation is null ? new NotRevoked(evidence) : new IsRevoked(revocation, evidence);
    }

    private RevocationAnswer FromResponse(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset now, RevocationLimits limits)
    {
        var reason = "";
        foreach (var (response, answer) in NamesOf(certificate, issuer).SelectMany(n => _byCertificate.GetValueOrDefault(n) ?? []).OrderByDescending(static r => r.Answer.ThisUpdate))
        {
            if (answer.Status == OcspStatus.Unknown || answer.ThisUpdate > now + ClockTolerance || response.ProducedAt > now + ClockTolerance)
            {
                continue;
            }

            // The responder's certificate is judged at producedAt: news from after it would let an old key speak of today.
            if (answer.ThisUpdate > response.ProducedAt + ClockTolerance)
            {
                reason = "Trả lời OCSP nói về một lúc sau khi nó được lập.";
                continue;
            }

            if (response.FindResponder(issuer) is not { } responder)
            {
                reason = $"Trả lời OCSP không do '{issuer.Subject}' hoặc máy được ủy quyền của nơi đó ký.";
                continue;
            }

            if (responder is { NeedsCheck: true, Certificate: { } delegated } && FromList(delegated, issuer, now, limits) is not NotRevoked)
            {
                reason = $"Chưa kiểm tra được chứng thư của chính máy trả lời OCSP '{delegated.Subject}'.";
                continue;
            }

            var evidence = new RevocationEvidence(DigestOf(certificate), DigestOf(issuer), RevocationKind.OcspResponse, response.Digest, response.Der, answer.ThisUpdate, answer.NextUpdate);
            if (answer.Revocation is { } revocation)
            {
                return new IsRevoked(revocation, evidence);
            }

            return limits.IsFresh(RevocationKind.OcspResponse, answer.ThisUpdate, answer.NextUpdate, now)
                ? new NotRevoked(evidence)
                : new RevocationUnknown($"Trả lời OCSP của '{issuer.Subject}' đã cũ (lúc {answer.ThisUpdate.UtcDateTime:yyyy-MM-dd HH:mm}Z).");
        }

        return new RevocationUnknown(reason);
    }

    private OcspCertId[] NamesOf(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        if (_hashes.Length == 0)
        {
            return [];
        }

        var names = _names.GetValue(certificate, _ => NewNames(certificate, issuer));
        return ReferenceEquals(names.Issuer, issuer) ? names.Ids : NewNames(certificate, issuer).Ids;
    }

    private Names NewNames(X509Certificate2 certificate, X509Certificate2 issuer) => new(issuer, [.. _hashes.Select(h => OcspCertId.Of(certificate, issuer, h))]);

    private Digest DigestOf(X509Certificate2 certificate) => _digests.GetValue(certificate, static c => new StrongBox<Digest>(Digest.Of(c.RawDataMemory.Span))).Value;

    private sealed record Names(X509Certificate2 Issuer, OcspCertId[] Ids);
}
