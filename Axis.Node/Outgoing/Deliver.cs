using Axis.Core.Receipts;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Node.Vxp.Link;

namespace Axis.Node.Outgoing;

/// <summary>Deliver: one attempt to hand one delivery to its neighbour.</summary>
public sealed class Deliver(IStore store, IPacketFiles files, LinkClients clients, ReadAttestations attestations, SendEdoc vxp)
{
    /// <summary>Makes the attempt.</summary>
    /// <exception cref="LinkUnreachableException">No answer: no attempt is spent.</exception>
    public async Task<DeliverOutcome> RunAsync(FreshDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var row = delivery.Row;
        if (store.Read(s => s.Isolations.IsWithheld(row.Packet)))
        {
            return new DeliverOutcome.Withheld();
        }

        if (vxp.Serves(row))
        {
            return await vxp.RunAsync(delivery, cancellationToken).ConfigureAwait(false);
        }

        var client = clients.For(row.Link);
        try
        {
            var packet = store.Read(s => s.Packets.Find(row.Packet));
            var bytes = delivery.Packet;
            if (packet is null)
            {
                return new DeliverOutcome.Failed(LinkErrors.PayloadMissing.Code, LinkErrors.PayloadMissing.SentenceVi);
            }

            if (bytes.IsEmpty && packet.Inline)
            {
                bytes = store.Read(s => s.Packets.ReadInline(row.Packet)) ?? [];
            }

            var rideAlong = bytes.Length is > 0 and <= DeliveryFrame.RideAlongBytes;
            var answer = await client.OfferAsync(
                new DeliveryFrame(row.Offer, packet.Submission is null || !packet.Native ? attestations.For(row.Packet, row.Recipients) : [], rideAlong ? bytes : default),
                cancellationToken).ConfigureAwait(false);
            for (var round = 0; answer is OfferAnswer.Wanted wanted; round++)
            {
                if (round == 3)
                {
                    return new DeliverOutcome.Later("CONTENT_WANTED_AGAIN", "Nút láng giềng liên tục xin lại nội dung; sẽ thử lại sau.", InDoubt: true);
                }

                answer = await SendContentAsync(client, row, bytes, wanted.Offset, cancellationToken).ConfigureAwait(false);
            }

            return new DeliverOutcome.Answered(((OfferAnswer.Receipted)answer).Receipts);
        }
        catch (LinkAnswerException e) when (e.Retryable)
        {
            // A refusal says that nothing was taken, unless it says that another call with the same delivery is being taken now.
            return new DeliverOutcome.Later(e.Code, e.Message, InDoubt: e.Code == LinkErrors.DeliveryUnderWay.Code);
        }
        catch (LinkAnswerException e)
        {
            return new DeliverOutcome.Failed(e.Code, e.Message);
        }
        catch (LinkException e)
        {
            return new DeliverOutcome.Later("UNREADABLE_ANSWER", e.Message, InDoubt: true);
        }
        catch (FileNotFoundException)
        {
            return new DeliverOutcome.Failed(LinkErrors.PayloadMissing.Code, LinkErrors.PayloadMissing.SentenceVi);
        }
    }

    private async Task<OfferAnswer> SendContentAsync(LinkClient client, Delivery row, ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken)
    {
        var stream = files.Open(row.Packet, bytes.IsEmpty ? (ReadOnlyMemory<byte>?)null : bytes);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await client.SendContentAsync(row.Id, stream, offset, cancellationToken).ConfigureAwait(false);
            }
            catch (LinkAnswerException e) when (e is { Code: "WRONG_OFFSET", Offset: { } stored })
            {
                return new OfferAnswer.Wanted(stored);
            }
        }
    }
}

/// <summary>How an attempt ended. Closed; whether it may be tried again is a property of the case.</summary>
public abstract record DeliverOutcome
{
    private DeliverOutcome()
    {
    }

    /// <summary>The neighbour answered with receipts.</summary>
    public sealed record Answered(IReadOnlyList<SealedReceipt> Receipts) : DeliverOutcome;

    /// <summary>A system that issues no receipts took the packet and named it.</summary>
    public sealed record HandedOver(string DocId) : DeliverOutcome;

    /// <summary>Such a system refused the packet for good: trying again changes nothing.</summary>
    public sealed record Rejected(string Code, string Sentence) : DeliverOutcome;

    /// <summary>The neighbour asks for another try; spends an answered failure only in the sense of the counter's warning, never parks by itself.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Sentence">For people.</param>
    /// <param name="InDoubt">Whether the neighbour may have the packet all the same (RCL-06).</param>
    public sealed record Later(string Code, string Sentence, bool InDoubt) : DeliverOutcome;

    /// <summary>Nothing was offered: a state secret was found in the packet (SEC-03).</summary>
    public sealed record Withheld : DeliverOutcome;

    /// <summary>The neighbour refused the call itself; counts towards parking.</summary>
    public sealed record Failed(string Code, string Sentence) : DeliverOutcome;
}
