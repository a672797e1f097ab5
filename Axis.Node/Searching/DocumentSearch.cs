using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Storage;

namespace Axis.Node.Searching;

/// <summary>
/// Finds documents for an auditor: by digest, number, agency, time and signer. Each step looks at a bounded number of rows, so that a search costs the same in a store
/// of any size; every search is journalled before it is answered.
/// </summary>
internal sealed class DocumentSearch(IStore store, TimeProvider time)
{
    /// <summary>Rows looked at in one step.</summary>
    public const int Looked = 5_000;

    private const int Shown = 50;
    private const int MaxText = 200;

    /// <summary>Looks.</summary>
    /// <param name="asked">What for.</param>
    /// <param name="after">Key of the step before.</param>
    /// <param name="actor">Who asks; sees what its agencies may read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Page<SearchHit>> RunAsync(SearchWords asked, long? after, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (new[] { asked.Code, asked.Signer, asked.Agency, asked.Hash }.Any(static t => t?.Length > MaxText))
        {
            throw new RefusedException(ApiRefusals.Parameter("q", $"nhiều nhất {MaxText} ký tự", $"at most {MaxText} characters"));
        }

        var query = Query(asked);
        await store.WriteAsync(
            session =>
            {
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "documents-searched", Actor: actor.Pseudonym, Detail: asked.Text()));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return store.Read(session => string.IsNullOrWhiteSpace(asked.Hash) ? Step(session, query, after, actor) : new Page<SearchHit>(ByDigest(session, asked.Hash.Trim(), actor), null));
    }

    private static Page<SearchHit> Step(ISession session, PacketQuery query, long? after, Actor actor)
    {
        var hits = session.Packets.Search(query, after, Shown, Looked);
        return new Page<SearchHit>(
            [.. hits.Rows.Where(r => actor.MayRead(r, session)).Select(r => View(r, session))],
            hits.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    // The digest of the document, of an answer to it or of a receipt about it; all lead to the document.
    private static IReadOnlyList<SearchHit> ByDigest(ISession session, string text, Actor actor)
    {
        if (!Digest.TryParse(string.Concat(text.Where(static c => !char.IsWhiteSpace(c))), out var digest))
        {
            throw new RefusedException(ApiRefusals.Parameter("hash", "64 chữ số thập lục phân", "64 hexadecimal digits"));
        }

        var packet = session.Packets.Find(digest) is not null ? digest
            : session.Receipts.Find(digest) is { } receipt ? Core.Receipts.ReceiptXml.Read(receipt.Bytes.Span).Packet
            : (Digest?)null;
        return packet is { } wanted && session.Packets.Find(wanted) is { } row && actor.MayRead(row, session) ? [View(row, session)] : [];
    }

    private static SearchHit View(PacketRow row, ISession session) =>
        new(row.Digest.ToString(), row.StoredAt, row.Submission is not null, DocumentViews.Facts(row), session.Packets.LatestVerdict(row.Digest)?.Verdict);

    private static PacketQuery Query(SearchWords asked)
    {
        OrganId? agency = string.IsNullOrWhiteSpace(asked.Agency) ? null
            : OrganId.TryParse(asked.Agency.Trim(), out var id) ? id
            : throw new RefusedException(ApiRefusals.Parameter("agency", "mã định danh cơ quan", "an agency code"));
        return new PacketQuery
        {
            Agency = agency,
            From = asked.From is { } from ? VietnamTime.StartOf(from) : null,
            Before = asked.To is { } to ? VietnamTime.StartOf(to.AddDays(1)) : null,
            Code = Folded(asked.Code),
            Signer = Folded(asked.Signer),
        };
    }

    private static string? Folded(string? text) => string.IsNullOrWhiteSpace(text) ? null : FoldedText.Of(text);
}
