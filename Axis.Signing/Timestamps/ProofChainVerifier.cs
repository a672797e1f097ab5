using System.Globalization;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Signing.Timestamps;

/// <summary>
/// Verifies the proofs beside a packet from the newest to the oldest (EN 319 102-1 §5.6.3): the newest timestamp must hold now, each earlier one at the time that
/// the next one proves. So an expired authority or a retired algorithm is harmless when the renewal came in time, and only then. Thread-safe.
/// </summary>
/// <param name="chains">Finds the signer's path.</param>
public sealed class ProofChainVerifier(CertificateChains chains)
{
    private readonly TimestampVerifier _verifier = new(chains);

    /// <summary>Name of the check that the proofs stand in an order that makes sense.</summary>
    public const string Order = "proof-order";

    /// <summary>Name of the check that the signer's certificates and revocation data are complete.</summary>
    public const string Values = "validation-values";

    /// <summary>Most proofs beside one packet: two a renewal, and a renewal in years.</summary>
    public const int MaxProofs = 100;

    /// <summary>Verifies.</summary>
    /// <param name="packet">The packet; its signature passed.</param>
    /// <param name="proofs">Its proofs, oldest first.</param>
    /// <param name="context">Anchors, revocation lists, and <see cref="TimestampContext.At"/> = the time of verification.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ProofChainReport> VerifyAsync(StampedPacket packet, IReadOnlyList<SignatureProof> proofs, TimestampContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(proofs);
        ArgumentNullException.ThrowIfNull(context);
        var book = WithValues(context.Revocation, proofs);
        if (proofs.Count == 0)
        {
            return new ProofChainReport(SignatureLevel.B, [], null, book, null, null);
        }

        if (OrderFault(proofs) is { } fault)
        {
            return new ProofChainReport(SignatureLevel.B, [new Check(Order, CheckOutcome.Failed, fault)], null, context.Revocation, null, null);
        }

        var (found, holdsUntil) = await TokensAsync(packet, proofs, context, book, cancellationToken).ConfigureAwait(false);
        var checks = new List<Check> { new(Order, CheckOutcome.Passed, "Các bằng chứng kèm theo đứng đúng thứ tự.") };
        checks.AddRange(found.OrderBy(static f => f.Key).SelectMany(f => Named(f.Value, proofs[f.Key].Kind, f.Key)));
        var passed = found.Where(static f => f.Value.Passed).Select(static f => f.Key).ToHashSet();
        var earliest = passed.Count == 0 ? null : found[passed.Min()].Token;
        var proof = earliest is null ? null : new Proof(earliest.Time, Proof.TimestampToken, earliest.Authority.Subject);
        var stamped = passed.Contains(0);
        var valuesAt = Enumerable.Range(0, proofs.Count).FirstOrDefault(i => proofs[i].Kind == ProofKind.ValidationValues, -1);
        var revocationAt = stamped && valuesAt >= 0 ? RevocationAt(packet, proofs[valuesAt], earliest!.Time, context, checks) : null;
        var level = !stamped ? SignatureLevel.B
            : revocationAt is null ? SignatureLevel.T
            : passed.Any(i => i > valuesAt) ? SignatureLevel.LTA : SignatureLevel.LT;
        return new ProofChainReport(level, checks, proof, book, revocationAt, holdsUntil);
    }

    /// <summary>
    /// When the signer's revocation data in the values were current; <c>null</c>, with the reason as a check, when a certificate of the path lacks them or they are
    /// older than the policy allows at the time that the timestamp proves.
    /// </summary>
    private DateTimeOffset? RevocationAt(StampedPacket packet, SignatureProof values, DateTimeOffset stampedAt, TimestampContext context, List<Check> checks)
    {
        if (chains.Find(packet.Signer, context.Directory) is not { } chain)
        {
            checks.Add(new Check(Values, CheckOutcome.Failed, "Không có đường tin cậy từ chứng thư ký đến gốc tin cậy nào của danh bạ."));
            return null;
        }

        // Current when the newest of them was issued, and not before the time proved.
        var kept = WithValues(RevocationBook.Empty, [values]);
        var at = kept.Lists.Select(static l => l.ThisUpdate).Concat(kept.Responses.Select(static r => r.ProducedAt)).Append(stampedAt).Max();
        if (kept.LookAlong(chain, at, context.Limits).OfType<RevocationUnknown>().FirstOrDefault() is { } unknown)
        {
            checks.Add(new Check(Values, CheckOutcome.NotMade, "Dữ liệu thu hồi kèm theo chưa đủ: " + unknown.Reason));
            return null;
        }

        checks.Add(new Check(Values, CheckOutcome.Passed, $"Chứng thư và dữ liệu thu hồi kèm theo đủ để kiểm tra chữ ký mà không cần hỏi thêm (dữ liệu lúc {Show(at)})."));
        return at;
    }

    private async Task<(SortedDictionary<int, TimestampCheck> Found, DateTimeOffset? HoldsUntil)> TokensAsync(
        StampedPacket packet, IReadOnlyList<SignatureProof> proofs, TimestampContext context, RevocationBook book, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<int, TimestampCheck>();
        var (at, holdsUntil) = (context.At, default(DateTimeOffset?));
        for (var i = proofs.Count - 1; i >= 0; i--)
        {
            if (proofs[i].Token is not { } token)
            {
                continue;
            }

            var archived = proofs[i].Kind == ProofKind.ArchiveTimestamp && token.Hash is { } hash
                ? await packet.ArchiveImprintAsync(proofs.Take(i), hash, cancellationToken).ConfigureAwait(false)
                : null;
            var check = _verifier.Verify(token, h => archived ?? packet.SignatureImprint(h), context with { At = at, Revocation = book });
            found[i] = check;
            if (check.Passed)
            {
                // What stands under this timestamp existed at its time, so it is judged at that time.
                at = token.Time;
                holdsUntil ??= Earlier(check.Chain!.NotAfter, context.Sunset.EndOf(token, check.Chain.Certificates.SkipLast(1)));
            }
        }

        return (found, holdsUntil);
    }

    // What cannot be read is left out, as if it were not there: the timestamps over it still say that it was.
    private static RevocationBook WithValues(RevocationBook at, IEnumerable<SignatureProof> proofs)
    {
        var values = proofs.SelectMany(static p => p.Values).DistinctBy(static v => v.Digest).ToList();
        var lists = RevocationBook.Read(values.Where(static v => v.Kind == ProofValueKind.RevocationList).Select(static v => v.Der), out _).Lists;
        var responses = values.Where(static v => v.Kind == ProofValueKind.StatusAnswer).Select(static v => ReadResponse(v.Der)).OfType<OcspResponse>().ToList();
        return lists.Count + responses.Count == 0 ? at : new RevocationBook([.. at.Lists, .. lists], [.. at.Responses, .. responses]);
    }

    private static OcspResponse? ReadResponse(ReadOnlyMemory<byte> der)
    {
        try
        {
            return OcspReader.Read(der);
        }
        catch (OcspFormatException)
        {
            // No answer that can be read is no answer: the revocation check says that it was not made.
            return null;
        }
    }

    private static string? OrderFault(IReadOnlyList<SignatureProof> proofs)
    {
        if (proofs.Count > MaxProofs)
        {
            return $"Có hơn {MaxProofs} bằng chứng kèm theo một gói tin.";
        }

        if (proofs[0].Kind != ProofKind.SignatureTimestamp)
        {
            return "Bằng chứng đầu tiên phải là dấu thời gian trên chữ ký.";
        }

        for (var i = 1; i < proofs.Count; i++)
        {
            if (proofs[i].Kind == ProofKind.SignatureTimestamp || (proofs[i].Kind == ProofKind.ValidationValues && proofs[i - 1].Kind == ProofKind.ValidationValues))
            {
                return "Dấu thời gian trên chữ ký và dữ liệu kiểm tra của người ký chỉ được có một lần.";
            }
        }

        var times = proofs.Where(static p => p.Token is not null).Select(static p => p.Token!.Time).ToList();
        return times.Zip(times.Skip(1)).Any(static t => t.Second < t.First)
            ? "Dấu thời gian sau ghi thời điểm sớm hơn dấu thời gian trước nó."
            : null;
    }

    private static IEnumerable<Check> Named(TimestampCheck check, ProofKind kind, int position) =>
        check.Checks.Select(c => c with { Name = (kind == ProofKind.SignatureTimestamp ? "signature-" : $"archive-{position.ToString(CultureInfo.InvariantCulture)}-") + c.Name });

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Show(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
