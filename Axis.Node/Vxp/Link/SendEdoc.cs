using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// One attempt to hand one delivery to a VXP server: <c>sendEdoc</c>, byte for byte. A crash between the server's answer and its being written down sends the same
/// bytes again, which the server answers with the same identifier.
/// </summary>
public sealed class SendEdoc(VxpLinks links, VxpPolls polls, IStore store, IPacketFiles files)
{
    /// <summary>Code: the packet is larger than the link takes (W13).</summary>
    public const string TooLarge = "VXP_PACKET_TOO_LARGE";

    /// <summary>Code: the server takes no list of receivers as long as this.</summary>
    public const string HeadersTooLarge = "VXP_HEADERS_TOO_LARGE";

    /// <summary>Whether VXP is spoken with the neighbour.</summary>
    public bool Serves(Delivery delivery) => links.Find(delivery.Link) is not null;

    /// <summary>Makes the attempt.</summary>
    /// <exception cref="LinkUnreachableException">No answer, or one that is none: no attempt is spent.</exception>
    public async Task<DeliverOutcome> RunAsync(FreshDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var row = delivery.Row;
        if (store.Read(s => s.Packets.Find(row.Packet)) is not { } packet)
        {
            return new DeliverOutcome.Failed(LinkErrors.PayloadMissing.Code, LinkErrors.PayloadMissing.SentenceVi);
        }

        if (links.Find(row.Link) is { MaxPacketBytes: var most } && packet.Size > most)
        {
            return new DeliverOutcome.Rejected(TooLarge, $"Gói tin {packet.Size >> 20} MiB vượt giới hạn {most >> 20} MiB của kết nối VXP; gửi lại với tệp nhỏ hơn.");
        }

        try
        {
            var submission = new VxpSubmission(packet.Kind, packet.From, [.. row.Recipients.Select(static r => r.Addressed)], packet.Digest, packet.Size, () => Open(packet));
            var docId = await links.Client(row.Link).SendAsync(submission, cancellationToken).ConfigureAwait(false);
            polls.Hasten(row.Link);
            return new DeliverOutcome.HandedOver(docId);
        }
        catch (LinkAnswerException e)
        {
            return !e.Retryable ? new DeliverOutcome.Rejected(e.Code, e.Message)
                : e.SpendsAttempt ? new DeliverOutcome.Failed(e.Code, e.Message)
                : new DeliverOutcome.Later(e.Code, e.Message, InDoubt: true);
        }
        catch (FileNotFoundException)
        {
            return new DeliverOutcome.Failed(LinkErrors.PayloadMissing.Code, LinkErrors.PayloadMissing.SentenceVi);
        }
    }

    private Stream Open(PacketRow packet) => packet.Inline
        ? new MemoryStream(store.Read(s => s.Packets.ReadInline(packet.Digest)) ?? throw new FileNotFoundException(packet.Digest.ToString()), writable: false)
        : files.OpenRead(packet.Digest);
}
