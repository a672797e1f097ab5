using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Core.Rules;
using Axis.Core.Rules.Changes;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>What a packet of kinds 1–3, or a status 13, asks: which documents, for whom (edXML §10). Only documents of the asking agency, or of one that it continues, are ever found (RCL-11).</summary>
public sealed class ChangeTargets(LiveDirectory directory, TimeProvider time)
{
    // More documents under one số/ký hiệu are a fault of the numbers.
    private const int MostCoded = 50;

    /// <summary>
    /// What the message asks, one line per document; empty when it asks nothing. A document that is named by its số/ký hiệu alone is looked for by that and its
    /// date; where several fit, none is guessed (edXML §10). One with an identifier is that one, here or not: it may be on its way (RCL-13).
    /// </summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="message">What it says.</param>
    /// <param name="packet">The asking packet itself.</param>
    public IReadOnlyList<AskedChange> Asked(ISession session, Message message, Digest packet)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(message);
        var from = message.From.OrganId;
        return
        [
            .. Of(message)
                .Select(a => a.Coded is not { } coded || (a.Target.Length > 0 && Originals(session, from, a.Target, packet).Count > 0) ? a : a with { Target = Find(session, from, coded, packet) ?? a.Target })
                .Where(static a => a.Target.Length > 0)
                .DistinctBy(static a => (a.Kind, a.Target, string.Join(',', a.Recipients))),
        ];
    }

    private static List<AskedChange> Of(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        switch (message)
        {
            // The word that a secret was found is no request: it is obeyed, and what was no secret is given back unread (SEC-03).
            case StatusMessage { StatusCode: "13" } status when !IsolationNotice.Is(status):
                return [.. status.ResponseFor.Select(static r => new AskedChange(ChangeKind.TakeBack, r.DocumentId ?? "", [r.OrganId]) { Coded = IsCoded(r) ? r : null })];
            case DocumentMessage { Business: Recall recall } document:
                return Recalled(document, recall);
            case DocumentMessage { Business: Update update } document:
                var target = update.TargetDocumentId is { Length: > 0 } named ? named : Named(document, null)[0];
                var removed = update.Receivers.Where(static r => !r.Added).Select(static r => r.OrganId).ToList();
                var added = update.Receivers.Where(static r => r.Added).Select(static r => r.OrganId);
                var asked = new List<AskedChange>();
                if (removed.Count > 0)
                {
                    // RCL-09: for whom is taken off the list, an update is a recall.
                    asked.Add(new AskedChange(ChangeKind.Recall, target, removed));
                }

                if (update.DocumentInfo)
                {
                    asked.Add(new AskedChange(ChangeKind.Update, target, [.. document.Addressees.Except(removed).Except(added)]));
                }

                return asked;
            case DocumentMessage { Business: Replacement replacement }:
                return [.. replacement.Replaced.Select(static r => new AskedChange(ChangeKind.Replacement, r.DocumentId, r.Agencies))];
            default:
                return [];
        }
    }

    /// <summary>Packets with the document that are stored here: as the asking agency sent it, or one that it continues; never the asking packet itself.</summary>
    public IReadOnlyList<PacketRow> Originals(ISession session, OrganId asking, string target, Digest except)
    {
        ArgumentNullException.ThrowIfNull(session);
        return
        [
            .. Senders(asking)
                .SelectMany(sender => session.Packets.FindByDocument(sender, target))
                .Where(p => p.Kind == PacketKind.Document && p.Digest != except && p.Facts.BusinessDocType != 1),
        ];
    }

    /// <summary>Those of whom it is asked that the packet goes to, by whichever of their codes: what nobody is told is asked of nobody (RCL-01).</summary>
    /// <param name="change">What is asked.</param>
    /// <param name="recipients">To whom the packet goes.</param>
    public IReadOnlyList<OrganId> Reached(AskedChange change, IEnumerable<OrganId> recipients)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(recipients);
        var (snapshot, now) = (directory.Snapshot, time.GetUtcNow());
        var reached = recipients.ToHashSet();
        var agencies = reached.Select(r => snapshot.FindAgency(r, now)?.Code ?? r).ToHashSet();
        return
        [
            .. change.Recipients.Where(r => reached.Contains(r)
                || (snapshot.FindAgency(r, now) is { } agency && (agencies.Contains(agency.Code) || (!agency.IsOpenAt(now) && reached.Any(to => Standing.StandsFor(snapshot, r, to, now)))))),
        ];
    }

    /// <summary>The asking agency and those that it continues now.</summary>
    public IReadOnlyList<OrganId> Senders(OrganId asking) => Lineage.Of(directory.Snapshot, asking, time.GetUtcNow());

    private static bool IsCoded(ResponseFor about) => string.IsNullOrEmpty(about.DocumentId) && about.Code is { Length: > 0 };

    // What is named by its code alone keeps the recall's own identifier until it is found.
    private static List<AskedChange> Recalled(DocumentMessage document, Recall recall)
    {
        var own = recall.TargetDocumentId is { Length: > 0 } target ? target : document.DocumentId;
        var coded = document.ResponseFor.Where(IsCoded).Select(r => new AskedChange(ChangeKind.Recall, own, document.Addressees) { Coded = r }).ToList();
        var named = coded.Count > 0 && document.ResponseFor.All(static r => string.IsNullOrEmpty(r.DocumentId)) ? [] : Named(document, recall.TargetDocumentId);
        return [.. named.Select(id => new AskedChange(ChangeKind.Recall, id, document.Addressees)), .. coded];
    }

    private string? Find(ISession session, OrganId asking, ResponseFor about, Digest except)
    {
        var found = Senders(asking)
            .SelectMany(s => session.Packets.FindByCode(s, about.Code!, MostCoded))
            .Where(p => p.Digest != except && p.Facts.BusinessDocType != 1 && (about.PromulgationDate is not { } date || p.Facts.PromulgationDate == date));
        return found.Select(static p => p.DocumentId).Distinct(StringComparer.Ordinal).ToList() is [{ Length: > 0 } one] ? one : null;
    }

    private static List<string> Named(DocumentMessage document, string? target)
    {
        var named = document.ResponseFor.Select(static r => r.DocumentId).Where(static d => d is { Length: > 0 }).Select(static d => d!).Distinct(StringComparer.Ordinal).ToList();
        return named.Count > 0 ? named : [target is { Length: > 0 } ? target : document.DocumentId];
    }
}

/// <summary>One document that is to be changed, and for whom.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Target">Identifier of the document.</param>
/// <param name="Recipients">Those asked, as addressed.</param>
public sealed record AskedChange(ChangeKind Kind, string Target, IReadOnlyList<OrganId> Recipients)
{
    /// <summary>How the message names the document when it does so by số/ký hiệu alone; <c>null</c> = by its identifier.</summary>
    public ResponseFor? Coded { get; init; }
}
