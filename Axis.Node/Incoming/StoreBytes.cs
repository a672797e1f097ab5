using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>
/// StoreBytes: the packet's bytes, complete and with the offered digest, where they will stay. Large ones come in pieces that survive a cut line.
/// </summary>
public sealed class StoreBytes(IStore store, IPacketFiles files, LimitOptions limits, DeadlineOptions deadlines, TimeProvider time)
{
    private const int BufferBytes = 256 * 1024;
    private readonly Dictionary<Digest, int> _completing = [];
    private readonly ConcurrentDictionary<(NodeId Neighbour, Guid Delivery), byte> _appending = new();

    /// <summary>Takes a packet that rode along with its offer.</summary>
    /// <exception cref="LinkException"><c>CONTENT_DIGEST_MISMATCH</c>, <c>DISK_RESERVE</c>.</exception>
    public PacketBytes Take(Offer offer, ReadOnlyMemory<byte> packet)
    {
        ArgumentNullException.ThrowIfNull(offer);
        EnsureRoom(offer);
        return packet.Length == offer.Size && Digest.Of(packet.Span) == offer.Packet
            ? new PacketBytes.Small(packet)
            : throw new LinkException(LinkErrors.WrongDigest);
    }

    /// <summary>Whether the bytes need not be sent: this neighbour itself supplied this packet before, or was sent it by us. Nobody else's bytes are ever confirmed to anyone.</summary>
    public bool MaySkip(AuthenticatedOffer offered)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var digest = offered.Offer.Packet;
        return store.Read(s =>
            s.Packets.Find(digest) is { } known
            && known.Size == offered.Offer.Size
            && s.Payloads.Find(digest) is null
            && !s.Isolations.IsWithheld(digest)
            && (s.Arrivals.ListFor(digest).Any(a => a.Neighbour == offered.Neighbour.Id)
                || s.Outbox.ListFor(digest).Any(d => d.Link == offered.Neighbour.Id && d.State == DeliveryState.Acknowledged)));
    }

    /// <summary>Opens (or finds again) the place for a large packet's bytes; answers the offset from which they are wanted.</summary>
    /// <exception cref="LinkException"><c>QUOTA_EXCEEDED</c> or <c>DISK_RESERVE</c>, both to be tried again; <c>DELIVERY_ID_REUSED</c>.</exception>
    public async Task<long> WantAsync(AuthenticatedOffer offered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var neighbour = offered.Neighbour.Id;
        var offer = offered.Offer;
        var partial = store.Read(s => s.Arrivals.FindPartial(neighbour, offer.Delivery));
        if (partial is not null)
        {
            return partial.OfferBytes.Span.SequenceEqual(offered.Bytes.Span)
                ? files.PartialLength(partial.FileName)
                : throw new LinkException(LinkErrors.OfferConflict);
        }

        EnsureRoom(offer);

        // The neighbour chooses the delivery id, so the file's name is ours.
        var name = Digest.Of([.. System.Text.Encoding.UTF8.GetBytes(neighbour.Value), 0, .. offer.Delivery.ToByteArray()]).ToString();
        var expires = time.GetUtcNow().AddHours(deadlines.PartialHours);
        await store.WriteAsync(
            session =>
            {
                if (session.Arrivals.PartialBytes(neighbour) + offer.Size + offered.Bytes.Length > limits.MaxPartialBytesPerNeighbour)
                {
                    throw new LinkException(LinkErrors.QuotaExceeded);
                }

                session.Arrivals.PutPartial(new PartialUpload(neighbour, offer.Delivery, offered.Bytes, name, offer.Size, 0, expires));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return files.PartialLength(name);
    }

    /// <summary>Holds the offered size against the free-space reserve.</summary>
    /// <exception cref="LinkException"><c>DISK_RESERVE</c>.</exception>
    public void EnsureRoom(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (files.FreeBytes() - offer.Size < limits.FreeSpaceReserveBytes)
        {
            throw new LinkException(LinkErrors.DiskReserve);
        }
    }

    /// <summary>Bytes of the upload that are stored so far.</summary>
    public long StoredLength(NodeId neighbour, Guid delivery) =>
        store.Read(s => s.Arrivals.FindPartial(neighbour, delivery)) is { } partial ? files.PartialLength(partial.FileName) : 0;

    /// <summary>Appends bytes of a partial upload; <c>null</c> while more are wanted.</summary>
    /// <exception cref="LinkException"><c>DELIVERY_UNKNOWN</c>, <c>WRONG_OFFSET</c>, <c>CONTENT_DIGEST_MISMATCH</c>.</exception>
    public async Task<CompletedUpload?> AppendAsync(NodeId neighbour, Guid delivery, long offset, Stream body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var partial = store.Read(s => s.Arrivals.FindPartial(neighbour, delivery)) ?? throw new LinkException(LinkErrors.UnknownDelivery);
        if (!_appending.TryAdd((neighbour, delivery), 0))
        {
            throw new LinkException(LinkErrors.WrongOffset) { Offset = files.PartialLength(partial.FileName) };
        }

        try
        {
            var stored = files.PartialLength(partial.FileName);
            if (offset != stored)
            {
                throw new LinkException(LinkErrors.WrongOffset) { Offset = stored };
            }

            return await AppendAsync(partial, body, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _appending.TryRemove((neighbour, delivery), out _);
        }
    }

    /// <summary>
    /// An upload whose bytes are complete, while what is needed to judge them was not here yet: the same offer goes on from there. <c>null</c> when bytes are wanted.
    /// </summary>
    public CompletedUpload? TryResume(AuthenticatedOffer offered)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var offer = offered.Offer;
        if (store.Read(s => s.Arrivals.FindPartial(offered.Neighbour.Id, offer.Delivery)) is not { } partial
            || partial.Offset != partial.Size
            || !partial.OfferBytes.Span.SequenceEqual(offered.Bytes.Span))
        {
            return null;
        }

        var complete = Complete(partial.OfferBytes, offer.Packet);
        if (!IsKept(offer))
        {
            complete.Dispose();
            return null;
        }

        return complete;
    }

    /// <summary>Remembers that this neighbour supplied all bytes of its upload, so that it need not send them again.</summary>
    public Task KeepCompleteAsync(NodeId neighbour, Guid delivery, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            if (session.Arrivals.FindPartial(neighbour, delivery) is { } partial)
            {
                session.Arrivals.PutPartial(partial with { Offset = partial.Size });
            }

            return true;
        },
        cancellationToken);

    /// <summary>Ends an upload whose bytes are not kept: the file goes too, unless another upload of the same packet is about to be stored or has been.</summary>
    public Task GiveUpAsync(AuthenticatedOffer offered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var digest = offered.Offer.Packet;
        return store.WriteAsync(
            session =>
            {
                session.Arrivals.RemovePartial(offered.Neighbour.Id, offered.Offer.Delivery);
                lock (_completing)
                {
                    if (_completing.GetValueOrDefault(digest) <= 1 && !session.Packets.Exists(digest))
                    {
                        files.Delete(digest);
                    }
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>The delivery is settled: its upload ends, and bytes of it that were not needed go too. No row would name them any more, nor any quota count them.</summary>
    public void Forget(ISession session, NodeId neighbour, Guid delivery)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.Arrivals.FindPartial(neighbour, delivery) is { } partial)
        {
            session.Arrivals.RemovePartial(neighbour, delivery);
            session.AfterCommit(() => files.DeletePartial(partial.FileName));
        }
    }

    private CompletedUpload Complete(ReadOnlyMemory<byte> offerBytes, Digest packet)
    {
        lock (_completing)
        {
            _completing[packet] = _completing.GetValueOrDefault(packet) + 1;
        }

        return new CompletedUpload(offerBytes, () =>
        {
            lock (_completing)
            {
                if (--_completing[packet] == 0)
                {
                    _completing.Remove(packet);
                }
            }
        });
    }

    // Its name is its digest, so the length is all there is to ask.
    private bool IsKept(Offer offer)
    {
        try
        {
            using var file = files.OpenRead(offer.Packet);
            return file.Length == offer.Size;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private async Task<CompletedUpload?> AppendAsync(PartialUpload partial, Stream body, CancellationToken cancellationToken)
    {
        var offer = Offer.Parse(partial.OfferBytes);
        var file = files.OpenPartial(partial.FileName, files.PartialLength(partial.FileName));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await RehashAsync(file, hash, buffer, cancellationToken).ConfigureAwait(false);
            var length = file.Length;
            int read;
            while ((read = await body.ReadAtLeastAsync(buffer.AsMemory(0, BufferBytes), BufferBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > partial.Size)
                {
                    await DropAsync(partial, file, cancellationToken).ConfigureAwait(false);
                    throw new LinkException(LinkErrors.WrongDigest);
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            if (length < partial.Size)
            {
                return null;
            }

            if (Digest.Finish(hash) != offer.Packet)
            {
                await DropAsync(partial, file, cancellationToken).ConfigureAwait(false);
                throw new LinkException(LinkErrors.WrongDigest);
            }

            var complete = Complete(partial.OfferBytes, offer.Packet);
            try
            {
                await files.KeepAsync(file, offer.Packet, cancellationToken).ConfigureAwait(false);
                return complete;
            }
            catch
            {
                complete.Dispose();
                throw;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Bytes from before a cut are hashed again rather than trusted: the file may have been written by a process that died.
    private static async Task RehashAsync(FileStream file, IncrementalHash hash, byte[] buffer, CancellationToken cancellationToken)
    {
        file.Position = 0;
        int read;
        while ((read = await file.ReadAsync(buffer.AsMemory(0, BufferBytes), cancellationToken).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }
    }

    private async Task DropAsync(PartialUpload partial, FileStream file, CancellationToken cancellationToken)
    {
        await file.DisposeAsync().ConfigureAwait(false);
        files.DeletePartial(partial.FileName);
        await store.WriteAsync(
            session =>
            {
                session.Arrivals.RemovePartial(partial.Neighbour, partial.Delivery);
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "partial-dropped", Delivery: partial.Delivery, Agency: partial.Neighbour.Value, To: LinkErrors.WrongDigest.Code));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
