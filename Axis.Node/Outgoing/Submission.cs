using System.Security.Cryptography;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Secrecy;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Submit = Compose → Validate → Register → Sign → Store; ends at one durable commit, and only then is the clerk answered.</summary>
public sealed class Submission(
    Compose compose,
    CheckErrorKind errorKind,
    MarkResent resent,
    GuardSecrecy guard,
    Validate validate,
    RegisterNumber register,
    SignDraft sign,
    StoreDraft storeDraft,
    TakeNative takeNative,
    ReadForeign readForeign,
    HandInStatus handInStatus,
    TwoCalls twoCalls,
    WaitingDrafts waiting,
    IStore store)
{
    private readonly KeyedTurns _turns = new();

    /// <summary>Composes, checks, registers, signs and stores a document.</summary>
    public Task<Outcome<SubmitAnswer>> SubmitAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken) =>
        Guarded.RunAsync<SubmitAnswer>(async () =>
        {
            var idempotency = Key(idempotencyKey, JsonSerializer.SerializeToUtf8Bytes(fields, AxisJson.Default.SubmitDocument), files);
            using var turn = await _turns.TakeAsync(idempotency?.Key, cancellationToken).ConfigureAwait(false);
            if (Remembered(fields.From, actor, idempotency) is { } before)
            {
                return before;
            }

            using var draft = await ComposeAsync(fields, files, actor, cancellationToken).ConfigureAwait(false);
            return await FinishAsync(draft, actor, idempotency, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Up to the signature, which is made elsewhere. A repeat, because the first answer was lost on its way, finds what was prepared.</summary>
    public Task<Outcome<PrepareAnswer>> PrepareAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken) =>
        Guarded.RunAsync<PrepareAnswer>(async () =>
        {
            var idempotency = Key(idempotencyKey, JsonSerializer.SerializeToUtf8Bytes(fields, AxisJson.Default.SubmitDocument), files);
            using var turn = await _turns.TakeAsync(idempotency?.Key, cancellationToken).ConfigureAwait(false);
            if (idempotency is not null && OrganId.TryParse(fields.From, out var from) && actor.SpeaksFor(from) && waiting.FindByKey(from, idempotency) is { } earlier)
            {
                return TwoCalls.Answer(earlier);
            }

            using var draft = await ComposeAsync(fields, files, actor, cancellationToken).ConfigureAwait(false);
            var registered = await register.RunAsync(validate.Run(draft, actor), cancellationToken).ConfigureAwait(false);
            try
            {
                return await twoCalls.PrepareAsync(registered, fields.SigningCertificate, idempotency, actor, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is RefusedException or CryptographicException or IOException)
            {
                await register.VoidAsync(registered, e.Message, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        });

    /// <summary>What a prepared submission asks to be signed.</summary>
    public Task<Outcome<FileToSign>> FetchAsync(Guid id, bool bare, Actor actor, CancellationToken cancellationToken) =>
        Guarded.RunAsync<FileToSign>(async () =>
        {
            // The packet's file is one request's at a time.
            using var turn = await _turns.TakeAsync(TwoCalls.AnswerKey(id), cancellationToken).ConfigureAwait(false);
            return await waiting.FetchAsync(id, bare, actor, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Gives up a prepared submission.</summary>
    public Task<Outcome<bool>> AbandonAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        Guarded.RunAsync<bool>(async () =>
        {
            using var turn = await _turns.TakeAsync(TwoCalls.AnswerKey(id), cancellationToken).ConfigureAwait(false);
            return await waiting.AbandonAsync(id, actor, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Finishes a prepared submission with its signature.</summary>
    public Task<Outcome<SubmitAnswer>> CommitAsync(Guid id, GivenSignature signature, Actor actor, CancellationToken cancellationToken) =>
        Guarded.RunAsync<SubmitAnswer>(async () =>
        {
            // One at a time: a client that lost patience repeats the call while the first one still works.
            using var turn = await _turns.TakeAsync(TwoCalls.AnswerKey(id), cancellationToken).ConfigureAwait(false);
            return await twoCalls.CommitAsync(id, signature, actor, cancellationToken).ConfigureAwait(false);
        });

    /// <summary>Takes an existing packet: native as it is, foreign packed anew and signed as its sender's.</summary>
    public Task<Outcome<SubmitAnswer>> SubmitPacketAsync(StagedFile packet, Actor actor, string? idempotencyKey, CancellationToken cancellationToken) =>
        Guarded.RunAsync<SubmitAnswer>(async () =>
        {
            ArgumentNullException.ThrowIfNull(packet);
            var idempotency = idempotencyKey is null ? null : new IdempotencyKey(idempotencyKey, packet.Sha256);
            using var turn = await _turns.TakeAsync(idempotencyKey, cancellationToken).ConfigureAwait(false);
            if (await takeNative.TryAsync(packet, cancellationToken).ConfigureAwait(false) is { } native)
            {
                return Remembered(native.Message.From.OrganId.Value, actor, idempotency)
                    ?? await FinishNativeAsync(packet, native, actor, idempotency, cancellationToken).ConfigureAwait(false);
            }

            switch (await readForeign.RunAsync(packet, from => validate.DemandSender(from, actor), actor.Pseudonym, cancellationToken).ConfigureAwait(false))
            {
                case HandedIn.Status status:
                    return Remembered(status.Message.From.OrganId.Value, actor, idempotency)
                        ?? await handInStatus.RunAsync(status, actor, idempotency, cancellationToken).ConfigureAwait(false);
                case HandedIn.Document document:
                    using (document.Draft)
                    {
                        return Remembered(document.Draft.Message.From.OrganId.Value, actor, idempotency)
                            ?? await FinishAsync(document.Draft, actor, idempotency, cancellationToken).ConfigureAwait(false);
                    }

                default:
                    throw new InvalidOperationException("Unknown kind of packet.");
            }
        });

    private static IdempotencyKey? Key(string? key, byte[] fields, IReadOnlyList<StagedFile> files)
    {
        if (key is null)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(fields);
        foreach (var file in files)
        {
            hash.AppendData(file.Sha256.ToArray());
            hash.AppendData(Digest.Of(System.Text.Encoding.UTF8.GetBytes(file.Name)).ToArray());
        }

        return new IdempotencyKey(key, Digest.Finish(hash));
    }

    // Only for whom the agency's answers are: a token of another agency goes on to be refused by the rules.
    private SubmitAnswer? Remembered(string from, Actor actor, IdempotencyKey? idempotency) =>
        idempotency is not null && OrganId.TryParse(from, out var agency) && actor.SpeaksFor(agency) && store.Read(s => s.Submissions.FindAnswer(agency, idempotency.Key)) is { } earlier
            ? idempotency.Repeat(earlier)
            : null;

    private async Task<SubmitAnswer> FinishNativeAsync(StagedFile packet, NativePacketTaken native, Actor actor, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        if (native.Message is StatusMessage status)
        {
            var bytes = await takeNative.KeepAsync(packet, native.Packet, cancellationToken).ConfigureAwait(false);
            return await handInStatus.TakeAsync(status, native, bytes, actor, idempotency, cancellationToken).ConfigureAwait(false);
        }

        validate.DemandSender(native.Message.From.OrganId, actor);
        var notes = await readForeign.CheckSecrecyAsync(packet, actor.Pseudonym, cancellationToken).ConfigureAwait(false);
        using var draft = native.ToDraft() with { Warnings = notes };
        var registered = await register.RunAsync(validate.Run(draft, actor), cancellationToken).ConfigureAwait(false);
        var small = await takeNative.KeepAsync(packet, native.Packet, cancellationToken).ConfigureAwait(false);
        return await storeDraft.RunAsync(new SignedDraft(native.Packet, small, registered.Message, native.Facts), registered, actor, idempotency, cancellationToken).ConfigureAwait(false);
    }

    // What bears signs of a state secret goes no further than the request: nothing is registered, signed or stored.
    private async Task<Draft> ComposeAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, CancellationToken cancellationToken)
    {
        var draft = await compose.RunAsync(fields, files, cancellationToken).ConfigureAwait(false);
        try
        {
            validate.DemandSender(draft.Message.From.OrganId, actor);
            var notes = await guard.CheckAsync(draft.Message, files, actor.Pseudonym, cancellationToken).ConfigureAwait(false);
            var scans = CheckScans.Run(fields, files);
            var errors = errorKind.Run(fields, draft.Message);
            return resent.Run(draft with { Warnings = [.. draft.Warnings, .. notes, .. scans, .. errors] });
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    private async Task<SubmitAnswer> FinishAsync(Draft draft, Actor actor, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        var registered = await register.RunAsync(validate.Run(draft, actor), cancellationToken).ConfigureAwait(false);
        try
        {
            var signed = await sign.RunAsync(registered, cancellationToken).ConfigureAwait(false);
            var answer = await storeDraft.RunAsync(signed, registered, actor, idempotency, cancellationToken).ConfigureAwait(false);
            if (answer.Repeated)
            {
                await register.VoidAsync(registered, "Yêu cầu trùng Idempotency-Key đến cùng lúc.", CancellationToken.None).ConfigureAwait(false);
            }

            return answer;
        }
        catch (Exception e) when (e is RefusedException or CryptographicException or IOException)
        {
            await register.VoidAsync(registered, e.Message, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
