using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Revocations;
using Axis.Node.Storage;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Node.Incoming;

/// <summary>
/// Verify: native form, signature, binding to the sender at the earliest independent proof, and at the recipient's host also revocation. What the packet says
/// is taken from the same parse that was verified.
/// </summary>
public sealed class Verify(
    PacketVerifier verifier,
    TrustJudge judge,
    VerifyReceipt receipts,
    JudgeForeign foreign,
    VerificationPolicy policy,
    LiveDirectory directory,
    CertificateChains chains,
    HeldRevocation revocation,
    IStore store,
    IPacketFiles files,
    TimeProvider time)
{
    /// <summary>Stands where nothing was judged: a node does not judge what it signed itself. Never a pass (promise 4).</summary>
    public static VerificationReport NotJudged(DateTimeOffset at) => new()
    {
        Indication = Indication.Indeterminate,
        SubIndication = SubIndication.TryLater,
        Checks = [new Check("signature", CheckOutcome.NotMade, "Nút gửi không tự đánh giá gói tin mình vừa ký; nút sau sẽ đánh giá.")],
        VerifiedAt = at,
    };

    /// <summary>Judges an arriving packet.</summary>
    /// <param name="offered">The offer it came with.</param>
    /// <param name="attestations">Receipts that may prove an earlier time.</param>
    /// <param name="bytes">Where the bytes are.</param>
    /// <param name="recipientHere">Whether a recipient is hosted here: then revocation counts too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<JudgedPacket> RunAsync(AuthenticatedOffer offered, IReadOnlyList<SealedReceipt> attestations, PacketBytes bytes, bool recipientHere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var offer = offered.Offer;
        var now = time.GetUtcNow();
        var small = bytes is PacketBytes.Small held ? held.Bytes
            : bytes is PacketBytes.Known && store.Read(s => s.Packets.ReadInline(offer.Packet)) is { } stored ? stored
            : (ReadOnlyMemory<byte>?)null;
        var check = await CheckAsync(offer.Packet, small, cancellationToken).ConfigureAwait(false);
        var message = check.Message?.Message;
        var report = message is null ? FormFailure(check, now) : Judge(check, message.From.OrganId, Proofs(attestations, offer.Packet, message.From.OrganId), now, recipientHere ? JudgeScope.Recipient : JudgeScope.Relay);

        if (HasNothingToDecide(check, report, offer)
            && foreign.VoucherFor(attestations, offer.Packet) is { } voucher
            && await foreign.TryAsync(offer.Packet, offer.Size, small, check, message is null || report.SubIndication == SubIndication.SignedDataNotFound ? null : report, voucher, cancellationToken).ConfigureAwait(false) is { } vouched)
        {
            return vouched;
        }

        // What the packet says goes into its row; the offer's word stands only where nothing could be read.
        var row = new PacketRow(
            offer.Packet,
            check.ContentDigest,
            message?.Kind ?? offer.Kind,
            message is not null,
            offer.Size,
            message?.From.OrganId ?? offer.From,
            JudgeForeign.DocumentIdOf(message),
            now,
            small is not null,
            null,
            message switch
            {
                DocumentMessage document => FactsOf.Document(document, [.. check.Packet!.Files.Select(static f => new SignedFile(f.Name, f.Size, f.Sha256))], []),
                StatusMessage status => FactsOf.Status(status),
                _ => new PacketFacts(),
            });
        return new JudgedPacket(row, small, message, report, TransportDecision.For(report));
    }

    /// <summary>
    /// Judges a packet that came to this node as a gateway, over an authenticated channel that issues no evidence. A sound signature counts as anywhere; a packet
    /// without one that could be decided stands under this node's own word; a broken one in the native form is refused.
    /// </summary>
    /// <param name="packet">The packet, already hashed.</param>
    /// <param name="content">What it says, in the name of the sender that the channel gave.</param>
    /// <param name="vouched">Receivers as the channel gave them.</param>
    /// <param name="scope">Whether a recipient is hosted here.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<JudgedPacket> AtGatewayAsync(HashedPacket packet, ForeignContent content, IReadOnlyList<OrganId> vouched, JudgeScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(content);
        var (digest, size, small) = packet;
        var check = await CheckAsync(digest, small, cancellationToken).ConfigureAwait(false);
        var report = check.Message is null ? FormFailure(check, time.GetUtcNow()) : Judge(check, content.Message.From.OrganId, [], time.GetUtcNow(), scope);
        var unsigned = check.Message is null || report.SubIndication == SubIndication.SignedDataNotFound;
        var judged = foreign.Judge(content, digest, size, small, check, unsigned ? null : report, vouched);
        return unsigned || report.SubIndication == SubIndication.BindingUnknown
            ? judged
            : judged with { Decision = TransportDecision.For(report), Row = judged.Row with { Content = check.ContentDigest, Native = true } };
    }

    /// <summary>Judges a packet that was just signed here and has recipients hosted here: their inbox shows a verdict like any other.</summary>
    public async Task<JudgedPacket> OwnAsync(PacketRow row, ReadOnlyMemory<byte>? small, Message message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(message);
        var check = await CheckAsync(row.Digest, small, cancellationToken).ConfigureAwait(false);
        var report = Judge(check, message.From.OrganId, [], time.GetUtcNow(), JudgeScope.Recipient);
        return new JudgedPacket(row, small, message, report, TransportDecision.For(report));
    }

    /// <summary>Judges a stored packet once more, as it was when it came: at the time of its reception and with the proofs that came with it, but with the data of now.</summary>
    /// <exception cref="LinkException">Its bytes are no longer kept.</exception>
    public async Task<VerificationReport> AgainAsync(PacketRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var small = row.Inline ? store.Read(s => s.Packets.ReadInline(row.Digest)) : null;
        var check = await CheckAsync(row.Digest, small is null ? null : (ReadOnlyMemory<byte>?)small, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        return check.Message?.Message is { From.OrganId: var from }
            ? Judge(check, from, Proofs(Attestations(row.Digest), row.Digest, from), now, JudgeScope.Recipient, row.StoredAt)
            : FormFailure(check, now);
    }

    /// <summary>Whether a packet of the signer would get a decided verdict now: its binding is vouched for and nothing on its path lacks revocation data.</summary>
    public bool IsDecidable(Digest signer)
    {
        var (snapshot, now) = (directory.Snapshot, time.GetUtcNow());
        if (snapshot.FindCertificate(signer) is not [var entry, ..] bindings || !bindings.Any(b => snapshot.IsVouchedFor(b, now)))
        {
            return false;
        }

        var chain = chains.Validate(entry.Der, snapshot, policy.AgencyPath, now, []).Chain;
        return chain is null || !directory.Revocation.LookAlong(chain, now, policy.PacketLimits).Any(static a => a is RevocationUnknown);
    }

    /// <summary>Keeps a verdict and, for good, the revocation data that it rests on.</summary>
    public void Keep(ISession session, VerificationReport report, VerdictRow verdict)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(verdict);
        session.Packets.AddVerdict(verdict);
        revocation.Cite(session, report, verdict.At);
    }

    /// <summary>A verdict as it is stored, with the policy and the directory that it was made with.</summary>
    public VerdictRow Row(VerificationReport report, Digest packet)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new VerdictRow(
            packet,
            report.VerifiedAt,
            report.Verdict,
            policy.Version,
            JsonSerializer.Serialize(directory.Versions, VerdictJson.Default.SectionVersions),
            JsonSerializer.Serialize(report, VerdictJson.Default.VerificationReport));
    }

    /// <summary>The given receipts that are sound and speak of this packet.</summary>
    public IReadOnlyList<SealedReceipt> Sound(IReadOnlyList<SealedReceipt> attestations, Digest packet) =>
        [.. attestations.Where(a => receipts.Run(a) is ReceiptCheck.Valid { Content: var content } && content.Packet == packet)];

    /// <summary>Receipts of other nodes about the packet that are stored here (they came with the offer of a large packet).</summary>
    public IReadOnlyList<SealedReceipt> Attestations(Digest packet) => store.Read(s => s.Receipts.ListFor(packet));

    // No signature in the native form, or one by a certificate that no directory version here or at the neighbour states.
    private bool HasNothingToDecide(PacketCheck check, VerificationReport report, Offer offer) =>
        check.Message is null
        || report.SubIndication == SubIndication.SignedDataNotFound
        || (report.SubIndication == SubIndication.BindingUnknown && !offer.DirectoryVersions.Any(v => v.Value > directory.Versions.GetValueOrDefault(v.Key)));

    // A packet that is not in the native form, or not in the strict profile, says nothing that may be used.
    private static VerificationReport FormFailure(PacketCheck check, DateTimeOffset now) => new()
    {
        Indication = Indication.TotalFailed,
        SubIndication = SubIndication.FormatFailure,
        Checks = check.Checks,
        VerifiedAt = now,
    };

    private async Task<PacketCheck> CheckAsync(Digest packet, ReadOnlyMemory<byte>? small, CancellationToken cancellationToken)
    {
        // The digest of the whole is known here: the bytes were hashed when they arrived, or when they were signed.
        var options = NativeReadOptions.Default with { ComputePacketDigest = false };
        if (small is { } bytes)
        {
            return verifier.Verify(bytes, options);
        }

        FileStream stream;
        try
        {
            stream = files.OpenRead(packet);
        }
        catch (FileNotFoundException e)
        {
            throw new LinkException(LinkErrors.UnknownDelivery, e);
        }

        await using (stream.ConfigureAwait(false))
        {
            return await verifier.VerifyAsync(stream, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private VerificationReport Judge(PacketCheck check, OrganId from, IReadOnlyList<Proof> proofs, DateTimeOffset now, JudgeScope scope, DateTimeOffset? receivedAt = null)
    {
        var report = judge.Judge(new JudgeInput
        {
            Cryptography = CryptographicResult.Of(check, from),
            Directory = directory.Snapshot,
            Revocation = directory.Revocation,
            Proof = proofs.Count > 0 ? proofs[0] : null,
            Witnesses = proofs,
            ReceivedAt = receivedAt ?? now,
            Now = now,
            Scope = scope,
            Policy = policy,
        });
        if (scope == JudgeScope.Recipient && check.Certificate?.RawDataMemory is { } signer)
        {
            revocation.Meet(signer, report.SubIndication == SubIndication.TryLater);
        }

        return report;
    }

    // Sound receipts by nodes other than the sender's home: the home node signs for its own agencies and proves nothing independently.
    // Whose packet it is is known from the packet: a home node that names another sender in its own receipt is still the home node.
    private IReadOnlyList<Proof> Proofs(IReadOnlyList<SealedReceipt> attestations, Digest packet, OrganId from)
    {
        if (directory.Snapshot.FindAgency(from)?.Host is not { } home)
        {
            return [];
        }

        var proofs = new List<Proof>();
        foreach (var attestation in attestations)
        {
            if (receipts.Run(attestation) is ReceiptCheck.Valid valid
                && valid.Content.Packet == packet
                && valid.Content.From == from
                && valid.Content.Issuer != directory.Self
                && valid.Content.Issuer != home
                && NodeProofs.Of(valid.Content, valid.SealedAt, policy) is { } proof)
            {
                proofs.Add(proof);
            }
        }

        return NodeProofs.Earliest(proofs);
    }
}
