using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules;
using Axis.Node.Changes;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Incoming;

/// <summary>
/// FileInInbox: puts a document in the inboxes of the recipients hosted here, each once however often it comes; a status goes into the history of what it
/// speaks of.
/// </summary>
public static class FileInInbox
{
    /// <summary>Flag: kinds 1–3, or a correction, whose document is not here (edXML §13 L4).</summary>
    public const string OriginalNotFoundFlag = "ORIGINAL_NOT_FOUND";

    /// <summary>Flag: the sender used this document identifier before with other content (DOC-09).</summary>
    public const string RepeatedIdFlag = "DOCUMENT_ID_REPEATED";

    /// <summary>Flag: what the document says of itself bears signs of a state secret (SEC-02); it is not registered here (REG-06).</summary>
    public const string SecrecyFlag = "SECRECY_SUSPECTED";

    /// <summary>Outcome code: the document waits for the recipient's clerk to decide.</summary>
    public const string HeldCode = "HELD";

    /// <summary>Outcome code: the document waits for the recipient's software to fetch it and say that it has it.</summary>
    public const string AwaitsSystemCode = "AWAITS_SYSTEM";

    /// <summary>Files the packet; the answer says what became of each recipient.</summary>
    public static IReadOnlyList<FiledRecipient> Run(ISession session, DirectorySnapshot directory, JudgedPacket packet, IReadOnlyList<LocalRecipient> here, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(here);
        var filed = new List<FiledRecipient>(here.Count);
        if (here.Count == 0)
        {
            return filed;
        }

        var flags = packet.Message is DocumentMessage document ? Flags(session, document, packet.Row.Digest) : [];
        foreach (var recipient in here)
        {
            var outcome = new RecipientOutcome(recipient.Addressed, recipient.Agency.Code, true);
            if (packet.Message is StatusMessage status)
            {
                ApplyStatus.Run(session, directory, status, packet.Row.Digest, recipient.Addressed, at);
                ForSystem(session, packet.Row, recipient, at);
                filed.Add(new FiledRecipient(outcome, true, false));
                continue;
            }

            var held = packet.Decision.Action == TransportAction.Hold;
            var withheld = WithheldUpdate.Is(session, directory, packet.Message, packet.Row.Digest, recipient, at);
            var item = new InboxItem(
                Guid.CreateVersion7(at),
                packet.Row.Digest,
                packet.Row.Content ?? packet.Row.Digest,
                recipient.Agency.Code,
                recipient.Addressed,
                at,
                held ? InboxState.Held : withheld ? InboxState.Recalled : InboxState.Arrived,
                packet.Decision.Badge ?? "",
                packet.Report.Verdict,
                flags,
                null,
                null,
                null);
            var added = session.Inbox.Add(item);
            if (added)
            {
                if (packet.Message is DocumentMessage message)
                {
                    LinkCorrection.Filed(session, message, packet.Row.Digest, recipient.Agency.Code);
                }

                session.Journal.Append(new JournalEntry(at, held ? "document-held" : "document-filed", packet.Row.Digest, Agency: recipient.Agency.Code.Value, To: packet.Report.Verdict));
                if (item.State == InboxState.Recalled)
                {
                    session.Journal.Append(new JournalEntry(at, "document-recalled", packet.Row.Digest, Agency: recipient.Agency.Code.Value, To: nameof(InboxState.Recalled), Detail: packet.Row.Digest.ToString()));
                }

                session.Events.Append(new ExchangeEvent(
                    0, Guid.CreateVersion7(at), EventKind.DocumentReceived, at, packet.Row.From, item.Recipient, packet.Row.DocumentId, packet.Row.Digest, item.Id, null, held ? HeldCode : "01", null));
                if (Core.Routing.Redirection.Explain(directory, recipient.Addressed, recipient.Agency.Code) is { } redirected)
                {
                    session.Journal.Append(new JournalEntry(at, "document-redirected", packet.Row.Digest, Agency: recipient.Agency.Code.Value, From: recipient.Addressed.Value, To: recipient.Agency.Code.Value, Detail: redirected.Sentence));
                }
            }

            else if (session.Inbox.Find(item.Content, item.Recipient) is { } earlier)
            {
                // The receipt says what became of the document, not of this copy of it: what waits for the clerk still waits, what was consigned was.
                held = earlier.State == InboxState.Held;
            }

            // Nobody behind a VXP line has the document on our word alone: its software says so when it has stored it. What is withheld, it never fetches.
            outcome = held ? outcome with { Code = HeldCode } : outcome;
            outcome = added
                ? !withheld && ForSystem(session, packet.Row, recipient, at) && !held ? outcome with { Code = AwaitsSystemCode } : outcome
                : AtSystem(session, item, recipient.Agency.Code, outcome);
            filed.Add(new FiledRecipient(outcome, added, outcome is { Accepted: true, Code: HeldCode or AwaitsSystemCode }) { Item = added ? item.Id : null });
        }

        // Judged beside the transport, from a row of this transaction.
        if (filed.Exists(static f => f.First) && JudgeDocuments.Concerns(packet.Row))
        {
            session.LegalValues.Demand(packet.Row.Digest, at);
        }

        return filed;
    }

    private static bool ForSystem(ISession session, PacketRow packet, LocalRecipient recipient, DateTimeOffset at) =>
        session.VxpSystems.FindByAgency(recipient.Agency.Code) is not null
        && session.VxpItems.Add(new VxpItem(
            Guid.CreateVersion7(at).ToString(), packet.Kind, packet.Digest, recipient.Agency.Code, recipient.Addressed, packet.From, VxpItemState.Initial, at, at, null, null));

    // The document was here before. What its software could not use, and what was taken back before the software had it, waits for nobody any more and was consigned to nobody.
    private static RecipientOutcome AtSystem(ISession session, InboxItem item, OrganId recipient, RecipientOutcome outcome) =>
        session.Inbox.Find(item.Content, item.Recipient) is not { State: not InboxState.Held } earlier || session.VxpItems.Find(earlier.Packet, recipient) is not { } known ? outcome
        : known.Withdrawn ? outcome with { Accepted = false, Code = known.Reason }
        : known.State switch
        {
            VxpItemState.Done => outcome,
            VxpItemState.Fail => outcome with { Accepted = false, Code = ReasonSentences.SystemFailureCode },
            _ => outcome with { Code = AwaitsSystemCode },
        };

    private static List<string> Flags(ISession session, DocumentMessage document, Digest digest)
    {
        var flags = new List<string>();
        if (FactsOf.TargetOf(document) is { } target
            && !session.Packets.FindByDocument(document.From.OrganId, target).Any(p => p.Digest != digest && p.Facts.BusinessDocType is 0 or 3 && IsHere(session, p)))
        {
            flags.Add(OriginalNotFoundFlag);
        }

        if (document.Business is NewDocument && session.Packets.FindByDocument(document.From.OrganId, document.DocumentId).Any(p => p.Digest != digest && p.Kind == PacketKind.Document && IsHere(session, p)))
        {
            flags.Add(RepeatedIdFlag);
        }

        if (SecrecyGuard.Suspicions(document).Count > 0)
        {
            flags.Add(SecrecyFlag);
        }

        return flags;
    }

    // A packet in quarantine has a row too, but what it says of itself is worth nothing.
    internal static bool IsHere(ISession session, PacketRow packet) =>
        packet.Submission is not null || session.Inbox.ListFor(packet.Digest).Count > 0 || session.Outbox.ListFor(packet.Digest).Count > 0;
}

/// <summary>What became of one recipient hosted here.</summary>
/// <param name="Outcome">For the receipt.</param>
/// <param name="First">Whether it was not there before.</param>
/// <param name="Held">Whether it waits for the recipient's clerk or software instead of being consigned.</param>
public sealed record FiledRecipient(RecipientOutcome Outcome, bool First, bool Held)
{
    /// <summary>Whether it waits for the recipient's clerk to decide.</summary>
    public bool AwaitsClerk => Held && Outcome.Code == FileInInbox.HeldCode;

    /// <summary>Whether it is in the recipient's hands now.</summary>
    public bool Consigned => !Held && Outcome.Accepted;

    /// <summary>The inbox item that was made; <c>null</c> for a status, or when the document was there before.</summary>
    public Guid? Item { get; init; }
}
