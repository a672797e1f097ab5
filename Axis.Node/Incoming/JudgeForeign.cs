using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Options;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Node.Incoming;

/// <summary>
/// Judges a packet that carries no signature which could be decided: it travels only with a ReceivedFromNonERDS receipt of the node that hosts its sender, or of a
/// gateway that the directory names (promise 5), and is never shown as passed.
/// </summary>
public sealed class JudgeForeign(VerifyReceipt receipts, IPacketFiles files, LimitOptions limits, TimeProvider time)
{
    /// <summary>
    /// What a gateway vouches for by its sound receipts among those that came with the packet, or <c>null</c>: one gateway's, in one sender's name. A packet without
    /// <c>To</c> that it took once for each receiver has a receipt for each.
    /// </summary>
    public Voucher? VoucherFor(IReadOnlyList<SealedReceipt> attestations, Digest packet)
    {
        ArgumentNullException.ThrowIfNull(attestations);
        Receipt? first = null;
        var recipients = new List<OrganId>();
        foreach (var attestation in attestations)
        {
            if (receipts.Run(attestation) is ReceiptCheck.Valid { Content: { Event: ReceiptEvent.ReceivedFromNonErds } content } && content.Packet == packet
                && (first is null || (content.Issuer == first.Issuer && content.From == first.From)))
            {
                first ??= content;
                recipients.AddRange(content.Recipients.Select(static r => r.Addressed));
            }
        }

        return first is null ? null : new Voucher(first.From, [.. recipients.Distinct()]);
    }

    /// <summary>Judges the packet under a gateway's receipt; <c>null</c> when it cannot be read or is not the sender's that the receipt names.</summary>
    /// <param name="digest">The packet.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="small">The bytes when they are in memory; otherwise they lie in their file.</param>
    /// <param name="check">What its cryptography says.</param>
    /// <param name="report">The verdict on a signature that could not be decided; <c>null</c> when there is none to be judged.</param>
    /// <param name="voucher">Sender and recipients that the gateway vouches for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<JudgedPacket?> TryAsync(Digest digest, long size, ReadOnlyMemory<byte>? small, PacketCheck check, VerificationReport? report, Voucher voucher, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(voucher);
        var content = await ReadAsync(digest, small, cancellationToken).ConfigureAwait(false);
        return content is null || content.Message.From.OrganId != voucher.From ? null : Judge(content, digest, size, small, check, report, voucher.Recipients);
    }

    /// <summary>Judges a packet whose sender is known to be the one that its channel vouches for.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="digest">The packet.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="small">The bytes when they are in memory; otherwise they lie in their file.</param>
    /// <param name="check">What its cryptography says.</param>
    /// <param name="report">The verdict on a signature that could not be decided; <c>null</c> when there is none to be judged.</param>
    /// <param name="vouched">Recipients that the channel named.</param>
    public JudgedPacket Judge(ForeignContent content, Digest digest, long size, ReadOnlyMemory<byte>? small, PacketCheck check, VerificationReport? report, IReadOnlyList<OrganId> vouched)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(check);
        var now = time.GetUtcNow();
        var row = new PacketRow(
            digest,
            check.ContentDigest,
            content.Message.Kind,
            check.Message is not null,
            size,
            content.Message.From.OrganId,
            DocumentIdOf(content.Message),
            now,
            small is not null,
            null,
            content.Facts);
        var judged = report ?? Unsigned(content.Signature, check, now);

        // A packet without To asks its receivers what it asks, as the channel names them (T23); the bytes stay as they came.
        var message = content.Message is DocumentMessage { To.Count: 0 } document ? document with { To = [.. vouched.Select(static v => new Organ(v))] } : content.Message;
        return new JudgedPacket(row, small, message, judged, new TransportDecision(judged.SubIndication, TransportAction.Deliver, TransportDecision.ForeignBadge)) { Vouched = vouched };
    }

    /// <summary>The document that a message speaks of.</summary>
    public static string DocumentIdOf(Message? message) => message switch
    {
        DocumentMessage document => document.DocumentId,
        StatusMessage { ResponseFor: [var first, ..] } => first.DocumentId ?? "",
        _ => "",
    };

    /// <summary>The verdict on a packet that this node itself takes from a system over its authenticated channel, and vouches for by its own receipt.</summary>
    public static JudgedPacket Own(PacketRow row, ReadOnlyMemory<byte>? small, Message message, DateTimeOffset at)
    {
        var report = new VerificationReport
        {
            Indication = Indication.Indeterminate,
            SubIndication = SubIndication.NoSigningCertificateFound,
            Checks = [new Check("signature", CheckOutcome.NotMade, "Gói tin không có chữ ký; kênh nhận đã được xác thực.")],
            VerifiedAt = at,
        };
        return new JudgedPacket(row, small, message, report, new TransportDecision(report.SubIndication, TransportAction.Deliver, TransportDecision.ForeignBadge));
    }

    // A signature that is there and cannot be checked is reported as what the checks found; none at all is "no signing certificate found". Neither is a pass.
    private static VerificationReport Unsigned(SignaturePresence signature, PacketCheck check, DateTimeOffset now) => new()
    {
        Indication = Indication.Indeterminate,
        SubIndication = SubIndication.NoSigningCertificateFound,
        Checks =
        [
            signature == SignaturePresence.Absent
                ? new Check("signature", CheckOutcome.NotMade, "Gói tin không có chữ ký; kênh nhận đã được xác thực.")
                : new Check("signature", CheckOutcome.NotMade, "Gói tin mang khối chữ ký không ở dạng gốc, không kiểm tra được; kênh nhận đã được xác thực."),
            .. check.Checks,
        ],
        VerifiedAt = now,
    };

    private async Task<ForeignContent?> ReadAsync(Digest digest, ReadOnlyMemory<byte>? small, CancellationToken cancellationToken)
    {
        var stream = files.Open(digest, small);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await ForeignContent.ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false);
            }
            catch (EdxmlFormatException)
            {
                // What cannot be read is judged as what it is: not in the native form, with nothing to vouch for.
                return null;
            }
        }
    }
}

/// <summary>What a gateway vouches for.</summary>
/// <param name="From">The sender, as the authenticated channel gave it.</param>
/// <param name="Recipients">The receivers that the channel named; a packet without <c>To</c> names none itself (T23).</param>
public sealed record Voucher(OrganId From, IReadOnlyList<OrganId> Recipients);
