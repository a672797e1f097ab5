using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Secrecy;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// Reads an existing packet that a clerk hands in, whatever its spelling: its deviations become warnings, its files are unpacked by their bytes, and it will be
/// packed anew in the native form and signed as its sender's. A signature block that it carries proves nothing here and is not taken over.
/// </summary>
public sealed class ReadForeign(PackFiles pack, GuardSecrecy guard, IPacketFiles files, LimitOptions limits, TimeProvider time)
{
    /// <summary>Reads the packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="maySend">Refuses a document whose sender it may not be handed in for, before anything of it is looked into.</param>
    /// <param name="channel">Pseudonym of who hands it in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RefusedException">It cannot be read, it may not be sent, a file of it is damaged, or it bears signs of a state secret.</exception>
    public async Task<HandedIn> RunAsync(StagedFile packet, Action<Core.Agencies.OrganId> maySend, string channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(maySend);
        using var sink = new TemporarySink(files);
        var read = await ReadAsync(packet, sink, cancellationToken).ConfigureAwait(false);
        var warnings = read.Deviations.Select(static d => new Warning(d.Id, d.Detail)).ToList();
        if (read.Message is StatusMessage status)
        {
            return new HandedIn.Status(status, warnings);
        }

        maySend(read.Message.From.OrganId);
        var unpacked = new List<StagedFile>();
        IReadOnlyList<PackedFile> packed = [];
        try
        {
            await UnpackAsync(read, sink, unpacked, warnings, cancellationToken).ConfigureAwait(false);
            warnings.AddRange(await guard.CheckAsync((DocumentMessage)read.Message, unpacked, channel, cancellationToken).ConfigureAwait(false));
            packed = await pack.RunAsync(unpacked, null, cancellationToken).ConfigureAwait(false);
            var document = (DocumentMessage)read.Message;

            // The trace begins with the sender (W03); an entry without a readable time cannot be written and is left out.
            var trace = document.TraceHeaders.Where(static t => t.Timestamp is not null).ToList();
            var message = document with
            {
                Attachments = [.. packed.Select(static p => p.Attachment)],
                TraceHeaders = trace.Count > 0 ? trace : [new TraceHeader(document.From.OrganId, time.GetUtcNow())],
            };
            return new HandedIn.Document(new Draft(message, packed, null, true, null, warnings));
        }
        catch
        {
            // Nobody else knows of what was packed.
            foreach (var file in packed)
            {
                file.Dispose();
            }

            throw;
        }
        finally
        {
            unpacked.Where(f => packed.All(p => p.Path != f.Path)).ToList().ForEach(static f => File.Delete(f.Path));
        }
    }

    /// <summary>Looks for signs of a state secret in a packet that travels as it is (SEC-02).</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="channel">Pseudonym of who hands it in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What could not be looked through.</returns>
    /// <exception cref="RefusedException">It bears one, or cannot be read.</exception>
    public async Task<IReadOnlyList<Warning>> CheckSecrecyAsync(StagedFile packet, string channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        using var sink = new TemporarySink(files);
        if ((await ReadAsync(packet, sink, cancellationToken).ConfigureAwait(false)) is not { Message: DocumentMessage document } read)
        {
            return [];
        }

        var unpacked = new List<StagedFile>();
        try
        {
            await UnpackAsync(read, sink, unpacked, [], cancellationToken).ConfigureAwait(false);
            return await guard.CheckAsync(document, unpacked, channel, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            unpacked.ForEach(static f => File.Delete(f.Path));
        }
    }

    private async Task<ReadPacket> ReadAsync(StagedFile packet, TemporarySink sink, CancellationToken cancellationToken)
    {
        var stream = packet.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await EdxmlReader.ReadAsync(stream, EdxmlLimits.Default with { MaxBytes = limits.MaxPacketBytes, MaxAttachments = limits.MaxFiles }, sink, cancellationToken).ConfigureAwait(false);
            }
            catch (EdxmlFormatException e)
            {
                throw new RefusedException(new Refusal(RefusalKind.Invalid, e.Code, e.SentenceVi, e.Message), e);
            }
        }
    }

    private async Task UnpackAsync(ReadPacket read, TemporarySink sink, List<StagedFile> unpacked, List<Warning> warnings, CancellationToken cancellationToken)
    {
        foreach (var attachment in read.Attachments)
        {
            if (attachment.Broken || attachment.ContentIndex is not { } index)
            {
                throw new RefusedException(new Refusal(RefusalKind.Invalid, "T31", $"Tệp hỏng: nội dung của “{attachment.Attachment.Name}” không giải mã được nên không gửi lại được.", "A file of the packet is damaged."));
            }

            var destination = files.CreateTemporary();
            await using (destination.ConfigureAwait(false))
            {
                try
                {
                    unpacked.Add(await UnpackAsync(sink.Open(index), attachment.Attachment, destination, warnings, cancellationToken).ConfigureAwait(false));
                }
                catch
                {
                    files.Discard(destination);
                    throw;
                }
            }
        }
    }

    private static async Task<StagedFile> UnpackAsync(Stream content, Attachment attachment, FileStream destination, List<Warning> warnings, CancellationToken cancellationToken)
    {
        var result = await AttachmentUnpacker.UnpackAsync(content, attachment, destination, UnpackLimits.Default, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (result.Damaged)
        {
            warnings.Add(new Warning("TEP_HONG", $"“{attachment.Name}” có dấu hiệu bị hỏng trước khi vào gói tin."));
        }

        return new StagedFile(attachment.Name, attachment.ContentType, attachment.Description, destination.Name, result.Size, result.Sha256);
    }

    private sealed class TemporarySink(IPacketFiles files) : IAttachmentSink, IDisposable
    {
        private readonly Dictionary<int, FileStream> _streams = [];

        public ValueTask<Stream> OpenAsync(int index, CancellationToken cancellationToken)
        {
            var stream = files.CreateTemporary();
            _streams[index] = stream;
            return ValueTask.FromResult<Stream>(stream);
        }

        public FileStream Open(int index)
        {
            var stream = _streams[index];
            stream.Position = 0;
            return stream;
        }

        public void Dispose()
        {
            foreach (var stream in _streams.Values)
            {
                files.Discard(stream);
            }
        }
    }
}

/// <summary>What a packet handed in turned out to be. Closed.</summary>
public abstract record HandedIn
{
    private HandedIn()
    {
    }

    /// <summary>A document, composed anew.</summary>
    public sealed record Document(Draft Draft) : HandedIn;

    /// <summary>A status.</summary>
    public sealed record Status(StatusMessage Message, IReadOnlyList<Warning> Warnings) : HandedIn;
}
