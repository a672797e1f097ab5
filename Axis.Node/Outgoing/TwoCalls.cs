using System.Security.Cryptography;
using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>
/// A submission whose key is kept elsewhere (a token in somebody's hand): the first call writes the packet with a gap for the signature and says what to sign, the
/// second brings the value, which is checked before it is accepted. Survives a restart in between.
/// </summary>
public sealed class TwoCalls(
    PacketSigner signer,
    PacketVerifier verifier,
    Validate validate,
    StoreDraft storeDraft,
    JudgeSignature judge,
    IStore store,
    IPacketFiles files,
    DeadlineOptions deadlines,
    TimeProvider time)
{
    /// <summary>First call.</summary>
    public async Task<PrepareAnswer> PrepareAsync(RegisteredDraft registered, string? signingCertificate, IdempotencyKey? idempotency, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registered);
        ArgumentNullException.ThrowIfNull(actor);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var from = registered.Message.From.OrganId;
        var certificate = judge.Choose(from, signingCertificate);
        var layout = SignDraft.Layout(registered.Message);
        PreparedPacket prepared;
        var file = files.OpenPartial(PreparedState.FileOf(id), 0);
        await using (file.ConfigureAwait(false))
        {
            prepared = await signer.PrepareAsync(layout, registered.Valid.Draft.Files, certificate, now, file, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        var expires = now.AddMinutes(deadlines.PreparedMinutes);
        var state = new PreparedState(
            prepared.ToBeSigned.ToArray(),
            prepared.Algorithm,
            prepared.Certificate.ToArray(),
            prepared.Content.ToString(),
            prepared.Size,
            prepared.ValueOffset,
            prepared.ValueLength,
            registered.Reserved,
            registered.Year,
            registered.Book,
            registered.Valid.Warnings,
            idempotency?.Key,
            idempotency?.Request.ToString())
        {
            BlockOffset = prepared.BlockOffset,
            BlockLength = prepared.BlockLength,
            PreparedAt = now,
            Code = registered.Message.Code,
            DocumentId = registered.Message.DocumentId,
            Subject = registered.Message.Subject,
            To = [.. registered.Message.To.Select(static o => o.OrganId.Value)],
            Files = [.. registered.Valid.Draft.Files.Select(static f => new PreparedFile(f.Attachment.Name, f.Size))],
        };
        var row = new PreparedSubmission(id, from, state.ToJson(), expires, actor.Pseudonym, idempotency?.Key);
        await store.WriteAsync(
            session =>
            {
                if (registered.Reserved is { } number)
                {
                    session.Register.Await(from, registered.Book, registered.Year, number, id);
                }

                session.Submissions.AddPrepared(row);
                session.Journal.Append(new JournalEntry(now, "submission-prepared", Agency: from.Value, Actor: actor.Pseudonym, From: id.ToString(), To: state.Code, Detail: state.Subject));
                return id;
            },
            cancellationToken).ConfigureAwait(false);
        return Answer(new WaitingDraft(row, state));
    }

    /// <summary>The first call's answer for what waits.</summary>
    internal static PrepareAnswer Answer(WaitingDraft draft)
    {
        var state = draft.State;
        return new PrepareAnswer(
            draft.Row.Id,
            state.Code,
            state.DocumentId,
            SignatureAlgorithms.Uri(state.Algorithm),
            Convert.ToBase64String(state.ToBeSigned),
            Convert.ToBase64String(CryptographicOperations.HashData(SignatureAlgorithms.Hash(state.Algorithm), state.ToBeSigned)),
            draft.Row.ExpiresAt,
            state.Warnings);
    }

    /// <summary>Under what the answer to a second call is remembered. Keys of clients are visible ASCII; this one holds a space and is never one of theirs.</summary>
    internal static string AnswerKey(Guid id) => $"prepared {id:N}";

    /// <summary>The answer that was given, once more.</summary>
    internal static SubmitAnswer Repeat(IdempotentAnswer earlier) =>
        (JsonSerializer.Deserialize(earlier.ResponseJson, AxisJson.Default.SubmitAnswer) ?? throw new InvalidDataException("A remembered answer cannot be read.")) with { Repeated = true };

    /// <summary>Second call. A repeat, because the first answer was lost on its way, gets that answer again.</summary>
    public async Task<SubmitAnswer> CommitAsync(Guid id, GivenSignature signature, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(actor);
        var (known, earlier) = store.Read(s =>
        {
            var waiting = s.Submissions.FindPrepared(id);
            return (waiting, waiting is null ? actor.Agencies.Where(actor.SpeaksFor).Select(a => s.Submissions.FindAnswer(a, AnswerKey(id))).FirstOrDefault(static a => a is not null) : null);
        });
        if (earlier is not null)
        {
            return Repeat(earlier);
        }

        if (known is null || !actor.SpeaksFor(known.Agency) || known.ExpiresAt <= time.GetUtcNow())
        {
            throw new RefusedException(WaitingDrafts.Unknown);
        }

        var waiting = WaitingDraft.Of(known);
        var state = waiting.State;
        judge.DemandCertificate(waiting, signature.Certificate);
        var (packet, bytes) = await CompleteAsync(waiting, signature.Value, cancellationToken).ConfigureAwait(false);
        var message = await ReadAsync(packet, bytes, cancellationToken).ConfigureAwait(false);
        var plan = validate.Again((DocumentMessage)message.Message, actor);
        using var draft = new Draft((DocumentMessage)message.Message, [], null, true, state.Book, []);
        var registered = new RegisteredDraft((DocumentMessage)message.Message, new ValidDraft(draft, plan, state.Warnings), state.Reserved, state.Year, state.Book);
        var facts = FactsOf.Document((DocumentMessage)message.Message, [.. message.Files.Select(static f => new SignedFile(f.Name, f.Size, f.Sha256))], state.Warnings);
        var answer = await storeDraft.RunAsync(
            new SignedDraft(packet, bytes, (DocumentMessage)message.Message, facts),
            registered,
            actor,
            state.IdempotencyKey is null ? null : new IdempotencyKey(state.IdempotencyKey, Digest.Parse(state.Request!)),
            cancellationToken,
            id).ConfigureAwait(false);
        files.DeletePartial(PreparedState.FileOf(id));
        return answer;
    }

    // Made in a copy: what was prepared stays as it is until the document is stored, so that a commit that fails can be asked for again.
    private async Task<(SignedPacket Packet, ReadOnlyMemory<byte>? Small)> CompleteAsync(WaitingDraft waiting, ReadOnlyMemory<byte> given, CancellationToken cancellationToken)
    {
        var prepared = waiting.State.ToPacket();
        var value = judge.Demand(waiting, given);
        var source = files.OpenPartial(PreparedState.FileOf(waiting.Row.Id), prepared.Size);
        await using (source.ConfigureAwait(false))
        {
            source.Position = 0;
            if (prepared.Size <= PacketRow.InlineBytes)
            {
                var bytes = new byte[prepared.Size];
                await source.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                using var memory = new MemoryStream(bytes);
                return (await signer.CompleteAsync(prepared, value, memory, cancellationToken).ConfigureAwait(false), bytes);
            }

            var copy = files.CreateTemporary();
            try
            {
                await source.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
                copy.Position = 0;
                var packet = await signer.CompleteAsync(prepared, value, copy, cancellationToken).ConfigureAwait(false);
                await files.KeepAsync(copy, packet.Packet, cancellationToken).ConfigureAwait(false);
                return (packet, null);
            }
            catch
            {
                files.Discard(copy);
                throw;
            }
        }
    }

    private async Task<(Message Message, IReadOnlyList<NativeFile> Files)> ReadAsync(SignedPacket packet, ReadOnlyMemory<byte>? bytes, CancellationToken cancellationToken)
    {
        PacketCheck check;
        if (bytes is { } small)
        {
            check = verifier.Verify(small, NativeReadOptions.Default);
        }
        else
        {
            var stream = files.OpenRead(packet.Packet);
            await using (stream.ConfigureAwait(false))
            {
                check = await verifier.VerifyAsync(stream, NativeReadOptions.Default, cancellationToken).ConfigureAwait(false);
            }
        }

        return check is { Passed: true, Packet: { } read, Message: { } bound } ? (bound.Message, read.Files) : throw new InvalidDataException("A packet written here does not verify.");
    }
}
