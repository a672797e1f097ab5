using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Secrecy;

/// <summary>
/// What the security officer does with a state secret that was found after transport (SEC-03): isolate at once and tell the other side over the axis; then purge, or
/// give back what was none. The other side is told even of copies that are on their way; a key that is not here stops the telling, never the isolation.
/// </summary>
public sealed class IsolateDocuments(IStore store, IPacketFiles files, LiveDirectory directory, SendStatus send, ObeyIsolation isolation, TimeProvider time)
{
    private const int MaxReason = 500;
    private const int JournalPage = 500;
    private const int ListPage = 500;
    private const string Notified = "secrecy-notified";

    /// <summary>Isolates a document with all its versions and tells the other side; the sender's officer tells its recipients also of what one of them found.</summary>
    /// <exception cref="RefusedException">Not known to the officer, isolated already, or no reason.</exception>
    public async Task<IsolationAnswer> IsolateAsync(Digest packet, string reason, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var why = Reason(reason);
        var document = Find(packet, actor);
        var now = time.GetUtcNow();
        var warnings = new List<Warning>();
        var notices = Notices(document, now, warnings);
        return await store.WriteAsync(
            session =>
            {
                List<PacketRow> versions = [.. ObeyIsolation.Versions(session, document.From, document.DocumentId).Where(v => isolation.Isolate(session, new IsolationRow(v.Digest, now, actor.Pseudonym, why, null)))];
                if (versions.Count == 0 && (notices.Count == 0 || !OnlyObeyed(session, document)))
                {
                    throw new RefusedException(new Refusal(RefusalKind.Conflict, "ISOLATED_ALREADY", "Văn bản này đã bị cách ly hoặc đã xóa.", "The document is isolated or purged already."));
                }

                foreach (var notice in notices)
                {
                    send.Commit(session, notice.Status, document.Facts.Priority, now);
                    session.Journal.Append(new JournalEntry(now, Notified, document.Digest, Agency: notice.To.Value, Actor: actor.Pseudonym, To: notice.Status.Packet.Row.Digest.ToString()));
                }

                return new IsolationAnswer([.. versions.Select(static v => v.Digest.ToString())], [.. notices.Select(static n => n.To.Value)], warnings);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the bytes, the abstract, and every text of the journal about the document; what happened when stays.</summary>
    /// <exception cref="RefusedException">It is not isolated, no reason, or an agency of this node that has it is not the officer's.</exception>
    public async Task<IsolationView> PurgeAsync(Digest packet, string reason, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var why = Reason(reason);
        var document = Find(packet, actor);
        return await store.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                if (!SpeaksForAll(session, document, actor))
                {
                    throw new RefusedException(OfOthers);
                }

                if (!session.Isolations.Purge(packet, actor.Pseudonym, why, now))
                {
                    throw new RefusedException(NotIsolated);
                }

                PurgeDetails(session, packet, actor, now);
                session.Journal.Append(new JournalEntry(now, "secrecy-purged", packet, Agency: document.From.Value, Actor: actor.Pseudonym, From: nameof(IsolationState.Isolated), To: nameof(IsolationState.Purged)));
                if (!document.Inline)
                {
                    // Whatever keeps this from happening, the sweeper removes what no row wants.
                    session.AfterCommit(() => files.Delete(packet));
                }

                return View(session.Isolations.Find(packet)!, document);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>It was no secret: bytes and abstract are there again, what had not left yet goes out, and its legal value is judged anew.</summary>
    /// <exception cref="RefusedException">It is not isolated, or no reason.</exception>
    public async Task<IsolationView> GiveBackAsync(Digest packet, string reason, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var why = Reason(reason);
        Find(packet, actor);
        return await store.WriteAsync(
            session =>
            {
                var now = time.GetUtcNow();
                var isolated = session.Isolations.Find(packet);
                if (isolated is null || !session.Isolations.GiveBack(packet, actor.Pseudonym, why, now))
                {
                    throw new RefusedException(NotIsolated);
                }

                isolation.GiveBack(session, isolated, now);
                session.Journal.Append(new JournalEntry(now, "secrecy-given-back", packet, Actor: actor.Pseudonym, From: nameof(IsolationState.Isolated), To: nameof(IsolationState.GivenBack)));
                var document = session.Packets.Find(packet)!;
                if (JudgeDocuments.Concerns(document))
                {
                    // What was put off, or found out while nobody could read it, counts for nothing: judged anew, at once.
                    session.LegalValues.Settle(packet);
                    session.LegalValues.Demand(packet, now);
                }

                return View(session.Isolations.Find(packet)!, document);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was isolated of the officer's agencies, newest first.</summary>
    public IReadOnlyList<IsolationView> List(Actor actor, int limit)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return store.Read(session => (IReadOnlyList<IsolationView>)[.. All(session)
            .Select(i => (Row: i, Document: session.Packets.Find(i.Packet)!))
            .Where(p => Concerns(session, p.Document, actor))
            .Take(limit)
            .Select(static p => View(p.Row, p.Document))]);
    }

    private static Refusal OfOthers { get; } = new(
        RefusalKind.Forbidden,
        "SEC-03",
        "Văn bản này còn là bản của cơ quan khác đặt tại nút: chỉ cán bộ bảo mật có thẻ của tất cả các cơ quan đó mới được xóa hẳn. Văn bản vẫn đang bị cách ly.",
        "Another agency of this node has the document too: only an officer of all of them may purge it.");

    private static Refusal NotIsolated { get; } = new(RefusalKind.Conflict, "NOT_ISOLATED", "Văn bản này không ở trạng thái cách ly.", "The document is not isolated.");

    private static string Reason(string reason) => reason.Trim() is { Length: > 0 and <= MaxReason } text
        ? text
        : throw new RefusedException(new Refusal(RefusalKind.Invalid, "SEC-03", $"Phải nêu lý do, dài đến {MaxReason} ký tự, không chép nội dung văn bản vào đó.", "A reason is needed, without contents of the document."));

    private static IsolationView View(IsolationRow row, PacketRow document) => new(
        row.Packet.ToString(),
        document.From.Value,
        document.DocumentId,
        row.At,
        row.By,
        row.Reason,
        row.Notice?.ToString(),
        row.State switch
        {
            IsolationState.Isolated => "isolated",
            IsolationState.Purged => "purged",
            _ => "given-back",
        },
        row.DecidedAt,
        row.DecidedBy,
        row.Decision);

    private static bool Concerns(ISession session, PacketRow document, Actor actor) =>
        actor.SpeaksFor(document.From) || session.Inbox.ListFor(document.Digest).Any(i => actor.SpeaksFor(i.Recipient));

    // A page at a time, so that whoever stops early read no more than that.
    private static IEnumerable<IsolationRow> All(ISession session)
    {
        IReadOnlyList<IsolationRow> page;
        var skip = 0;
        do
        {
            page = session.Isolations.List(skip, ListPage);
            foreach (var row in page)
            {
                yield return row;
            }

            skip += page.Count;
        }
        while (page.Count == ListPage);
    }

    // The bytes are there once for all of them, so what is purged for one is purged for all.
    private bool SpeaksForAll(ISession session, PacketRow document, Actor actor) =>
        (!IsHosted(document.From) || actor.SpeaksFor(document.From)) && session.Inbox.ListFor(document.Digest).All(i => actor.SpeaksFor(i.Recipient));

    // Isolated on another's word, and no officer here told the recipients yet.
    private static bool OnlyObeyed(ISession session, PacketRow document)
    {
        if (session.Isolations.Find(document.Digest) is not { Notice: not null, State: not IsolationState.GivenBack })
        {
            return false;
        }

        long? before = null;
        while (session.Journal.List(before, JournalPage, document.Digest) is { Count: > 0 } lines)
        {
            if (lines.Any(static l => l.Entry.Kind == Notified))
            {
                return false;
            }

            before = lines[^1].Index;
        }

        return true;
    }

    // The entries stay in their tree; only what they said in words goes.
    private static void PurgeDetails(ISession session, Digest packet, Actor actor, DateTimeOffset now)
    {
        long? before = null;
        while (session.Journal.List(before, JournalPage, packet) is { Count: > 0 } lines)
        {
            foreach (var line in lines.Where(static l => l.Entry.Detail is not null))
            {
                session.Journal.PurgeDetail(line.Index, now, actor.Pseudonym);
            }

            before = lines[^1].Index;
        }
    }

    private PacketRow Find(Digest packet, Actor actor) => store.Read(session =>
        session.Packets.Find(packet) is { Kind: PacketKind.Document } row && Concerns(session, row, actor) ? row : null)
        ?? throw new RefusedException(new Refusal(RefusalKind.NotFound, "DOCUMENT_UNKNOWN", "Không có văn bản này, hoặc thẻ truy cập không thuộc cơ quan gửi hay nhận.", "No such document, or it is not of the token's agencies."));

    private List<(OrganId To, SignedStatus Status)> Notices(PacketRow document, DateTimeOffset now, List<Warning> warnings)
    {
        var hosted = IsHosted(document.From);
        var (tracked, items) = store.Read(s =>
        {
            List<PacketRow> versions = [.. ObeyIsolation.Versions(s, document.From, document.DocumentId)];
            return (versions.SelectMany(v => s.Tracking.ListFor(v.Digest)).Select(static t => t.Recipient).Distinct().ToList(),
                versions.SelectMany(v => s.Inbox.ListFor(v.Digest)).Select(static i => i.Recipient).Distinct().ToList());
        });
        List<(OrganId From, OrganId To, string Code)> wanted =
        [
            .. hosted ? tracked.Select(r => (document.From, r, IsolationNotice.FromSender)) : [],
            .. items.Where(r => !hosted && IsHosted(r)).Select(r => (r, document.From, IsolationNotice.FromRecipient)),
        ];
        if (wanted.Count == 0)
        {
            warnings.Add(new Warning("SEC-03", "Nút này không có khóa của cơ quan gửi hay nhận nên không báo được qua trục: hãy báo cán bộ bảo mật của hai cơ quan bằng đường khác."));
        }

        var signed = new List<(OrganId, SignedStatus)>();
        foreach (var (from, to, code) in wanted)
        {
            try
            {
                signed.Add((to, send.Sign(Status(document, from, to, code, now))));
            }
            catch (Exception e) when (e is RefusedException or KeyUnavailableException)
            {
                warnings.Add(new Warning("SEC-03", $"Chưa báo được {to}: {e.Message} Hãy báo cán bộ bảo mật của cơ quan đó bằng đường khác."));
            }
        }

        return signed;
    }

    private StatusMessage Status(PacketRow document, OrganId from, OrganId to, string code, DateTimeOffset now) => new()
    {
        From = directory.OrganOf(from),
        ResponseFor = [new ResponseFor(to, $"{document.Facts.CodeNumber}/{document.Facts.CodeNotation}".Trim('/'), document.DocumentId, document.Facts.PromulgationDate)],
        StatusCode = code,
        Description = IsolationNotice.Sentence,
        Timestamp = now,
    };

    private bool IsHosted(OrganId agency) => directory.Snapshot.FindAgency(agency)?.Host == directory.Self;
}
