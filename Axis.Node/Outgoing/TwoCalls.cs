using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>
/// A submission whose key is kept elsewhere (a token in somebody's hand): the first call writes the packet with a gap for the signature and says what to sign, the
/// second brings the value, which is checked before it is accepted. Survives a restart in between.
/// </summary>
public sealed class TwoCalls(
    PacketSigner signer,
    PacketVerifier verifier,
    RoutePacket route,
    StoreDraft storeDraft,
    LiveDirectory directory,
    IStore store,
    IPacketFiles files,
    DeadlineOptions deadlines,
    TimeProvider time)
{
    private const string FilePrefix = "prepared-";

    /// <summary>First call.</summary>
    public async Task<PrepareAnswer> PrepareAsync(RegisteredDraft registered, string? signingCertificate, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registered);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var from = registered.Message.From.OrganId;
        var certificate = Certificate(from, signingCertificate, now);
        var layout = SignDraft.Layout(registered.Message);
        PreparedPacket prepared;
        var file = files.OpenPartial(FileName(id), 0);
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
            idempotency?.Request.ToString());
        await store.WriteAsync(
            session =>
            {
                if (registered.Reserved is { } number)
                {
                    session.Register.Await(from, registered.Book, registered.Year, number, id);
                }

                session.Submissions.AddPrepared(new PreparedSubmission(id, from, JsonSerializer.Serialize(state, PreparedJson.Default.PreparedState), expires));
                return id;
            },
            cancellationToken).ConfigureAwait(false);
        return new PrepareAnswer(
            id,
            registered.Message.Code,
            registered.Message.DocumentId,
            SignatureAlgorithms.Uri(prepared.Algorithm),
            Convert.ToBase64String(prepared.ToBeSigned.Span),
            Convert.ToBase64String(CryptographicOperations.HashData(SignatureAlgorithms.Hash(prepared.Algorithm), prepared.ToBeSigned.Span)),
            expires,
            registered.Valid.Warnings);
    }

    /// <summary>Nothing waits for a signature any more.</summary>
    internal static Refusal PreparedUnknown { get; } = new(
        RefusalKind.NotFound, "PREPARED_UNKNOWN", "Không có văn bản nào đang chờ chữ ký dưới mã này, hoặc đã quá hạn; hãy gửi lại từ đầu.", "Nothing waits for a signature under this id, or it expired.");

    /// <summary>Under what the answer to a second call is remembered. Keys of clients are visible ASCII; this one holds a space and is never one of theirs.</summary>
    internal static string AnswerKey(Guid id) => $"prepared {id:N}";

    /// <summary>The answer that was given, once more.</summary>
    internal static SubmitAnswer Repeat(IdempotentAnswer earlier) =>
        (JsonSerializer.Deserialize(earlier.ResponseJson, AxisJson.Default.SubmitAnswer) ?? throw new InvalidDataException("A remembered answer cannot be read.")) with { Repeated = true };

    /// <summary>Second call. A repeat, because the first answer was lost on its way, gets that answer again.</summary>
    public async Task<SubmitAnswer> CommitAsync(Guid id, ReadOnlyMemory<byte> signature, Actor actor, CancellationToken cancellationToken)
    {
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
            throw new RefusedException(PreparedUnknown);
        }

        var state = JsonSerializer.Deserialize(known.StateJson, PreparedJson.Default.PreparedState)
            ?? throw new InvalidDataException("A prepared submission cannot be read.");
        var prepared = new PreparedPacket
        {
            ToBeSigned = state.ToBeSigned,
            Algorithm = state.Algorithm,
            Certificate = state.Certificate,
            Content = Digest.Parse(state.Content),
            Size = state.Size,
            ValueOffset = state.ValueOffset,
            ValueLength = state.ValueLength,
        };
        var (packet, bytes) = await CompleteAsync(id, prepared, signature, cancellationToken).ConfigureAwait(false);
        var message = await ReadAsync(packet, bytes, cancellationToken).ConfigureAwait(false);
        var plan = route.Plan(message.Message, time.GetUtcNow());
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
        files.DeletePartial(FileName(id));
        return answer;
    }

    /// <summary>Gives up submissions whose signature did not come in time: their number is voided, visibly.</summary>
    /// <param name="actor">Who acts, for the journal.</param>
    /// <param name="cancellationToken">Ends the work between two of them.</param>
    /// <returns>How many.</returns>
    public async Task<int> VoidExpiredAsync(string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = store.Read(s => s.Submissions.ExpiredPrepared(now));
        foreach (var prepared in expired)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await store.WriteAsync(
                session =>
                {
                    if (session.Submissions.FindPrepared(prepared.Id) is null)
                    {
                        return false;
                    }

                    session.Submissions.RemovePrepared(prepared.Id);
                    if (JsonSerializer.Deserialize(prepared.StateJson, PreparedJson.Default.PreparedState) is { Reserved: { } number } state)
                    {
                        session.Register.Void(prepared.Agency, state.Book, state.Year, number, "Không có chữ ký trong thời hạn.", now);
                    }

                    session.Journal.Append(new JournalEntry(now, "prepared-expired", Agency: prepared.Agency.Value, Actor: actor, To: prepared.Id.ToString()));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            files.DeletePartial(FileName(prepared.Id));
        }

        return expired.Count;
    }

    /// <summary>Whether a submission that waits for its signature names the partial file.</summary>
    public static bool NamesPartial(ISession session, string fileName)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(fileName);
        return fileName.StartsWith(FilePrefix, StringComparison.Ordinal)
            && Guid.TryParseExact(fileName.AsSpan(FilePrefix.Length), "N", out var id)
            && session.Submissions.FindPrepared(id) is not null;
    }

    private static string FileName(Guid id) => FilePrefix + id.ToString("N");

    private async Task<(SignedPacket Packet, ReadOnlyMemory<byte>? Small)> CompleteAsync(Guid id, PreparedPacket prepared, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        var file = files.OpenPartial(FileName(id), prepared.Size);
        try
        {
            file.Position = 0;
            var packet = await signer.CompleteAsync(prepared, signature, file, cancellationToken).ConfigureAwait(false);
            if (packet.Size <= PacketRow.InlineBytes)
            {
                var bytes = new byte[packet.Size];
                file.Position = 0;
                await file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                return (packet, bytes);
            }

            await files.KeepAsync(file, packet.Packet, cancellationToken).ConfigureAwait(false);
            return (packet, null);
        }
        catch (CryptographicException)
        {
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "SIGNATURE_VALUE", "Giá trị chữ ký không đúng với chứng thư và nội dung đã chuẩn bị; ký lại đúng dữ liệu đã trả về (ECDSA dạng r‖s, S thấp).", "The signature value does not verify over the prepared bytes."));
        }
        finally
        {
            await file.DisposeAsync().ConfigureAwait(false);
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

    private ReadOnlyMemory<byte> Certificate(OrganId from, string? given, DateTimeOffset now)
    {
        var bound = directory.Snapshot.CertificatesOf(from.Value, KeyUse.Agency).Where(c => c.HoldsAt(now)).ToList();
        if (given is null)
        {
            return bound.Count == 1 ? bound[0].Der : throw CertificateRefusal(bound.Count == 0 ? "Danh bạ không có chứng thư ký nào của cơ quan." : "Danh bạ có nhiều chứng thư của cơ quan: hãy nêu chứng thư dùng để ký.");
        }

        var der = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, der, out var length) || bound.FirstOrDefault(c => c.Der.Span.SequenceEqual(der.AsSpan(0, length))) is not { } match)
        {
            throw CertificateRefusal("Chứng thư nêu ra không phải chứng thư ký của cơ quan trong danh bạ.");
        }

        return match.Der;
    }

    private static RefusedException CertificateRefusal(string sentence) =>
        new(new Refusal(RefusalKind.Invalid, "SIGNING_CERTIFICATE", sentence, "The directory does not bind such a signing certificate to the agency."));
}

/// <summary>What has to outlive a restart between the two calls.</summary>
internal sealed record PreparedState(
    byte[] ToBeSigned,
    SignatureAlgorithm Algorithm,
    byte[] Certificate,
    string Content,
    long Size,
    long ValueOffset,
    int ValueLength,
    long? Reserved,
    int Year,
    string Book,
    IReadOnlyList<Warning> Warnings,
    string? IdempotencyKey,
    string? Request);

[JsonSerializable(typeof(PreparedState))]
internal sealed partial class PreparedJson : JsonSerializerContext;
