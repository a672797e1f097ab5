using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Drop;

/// <summary>
/// Does what a claimed thing asks for, by the same rules as every other way in, and then moves it to <c>sent/</c> or <c>refused/</c>. May be repeated after a
/// crash at any moment: what was taken is known again by its name and content, so nothing is sent twice.
/// </summary>
internal sealed class TakeDropped(
    ISubmission submission, AnswerDropped answer, ReadDraft readDraft, UploadStage stage, UploadSlots slots, WriteStatus status, IStore store, LimitOptions limits, DropSteps steps,
    TimeProvider time, ILogger<TakeDropped> log)
{
    private const string AnswerExtension = ".answer.json";
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly string[] PacketExtensions = [".edxml", ".xml"];

    /// <summary>Takes one thing from <c>work/</c>.</summary>
    /// <returns>Why it stays there for now, in Vietnamese; <c>null</c> when it is done with.</returns>
    public async Task<string?> RunAsync(DropFolder folder, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Work, name);
        Outcome<DropNote> outcome;
        try
        {
            outcome = PlainFile.IsLink(path) ? DropRefusals.NotPlain(name)
                : Directory.Exists(path) ? Noted(name, await DraftAsync(folder, name, path, cancellationToken).ConfigureAwait(false))
                : name.EndsWith(AnswerExtension, StringComparison.OrdinalIgnoreCase) ? await AnswerAsync(folder, name, path, cancellationToken).ConfigureAwait(false)
                : PacketExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) ? Noted(name, await PacketAsync(folder, name, path, cancellationToken).ConfigureAwait(false))
                : DropRefusals.Kind(name);
        }
        catch (RefusedException e)
        {
            outcome = e.Refusal;
        }
        catch (UnauthorizedAccessException)
        {
            outcome = DropRefusals.Unreadable(name);
        }

        switch (outcome)
        {
            case Done<DropNote> { Value: var note }:
                steps.Reached(DropStep.Committed);
                await FinishAsync(folder, name, path, note, cancellationToken).ConfigureAwait(false);
                DropMeter.Taken("sent");
                return null;
            case Refused<DropNote> { Why: { Kind: RefusalKind.Unavailable or RefusalKind.NoSpace } why }:
                return why.Sentence;
            case Refused<DropNote> { Why: var why }:
                await RefuseAsync(folder, path, name, why, cancellationToken).ConfigureAwait(false);
                return null;
            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }

    /// <summary>Moves a thing to <c>refused/</c> with its reason beside it.</summary>
    public async Task RefuseAsync(DropFolder folder, string path, string name, Refusal why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var target = Free(folder.Refused, name, Directory.Exists(path));
        folder.Replace(folder.ReasonOf(target), Json(new DropRefusal(target, now, why.Code, why.Sentence, why.SentenceEn, why.Errors), AxisJson.Pretty.DropRefusal));
        try
        {
            Move(path, folder.Refused, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(folder.ReasonOf(target)); // of nothing that lies there
            throw;
        }

        // Last: what cannot be finished comes again at every round, and would fill the journal.
        await JournalAsync(new JournalEntry(now, "drop-refused", Agency: folder.Agency.Value, Actor: folder.Actor.Pseudonym, To: why.Code, Detail: $"{name}: {why.Sentence}"), cancellationToken).ConfigureAwait(false);
        DropMeter.Taken("refused");
        Log.Refused(log, folder.Agency.Value, why.Code);
    }

    private static byte[] Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static Outcome<DropNote> Noted(string name, (Outcome<SubmitAnswer> Outcome, DateTimeOffset At) taken) => taken.Outcome switch
    {
        Done<SubmitAnswer> done => new DropNote(name, taken.At) { Submission = done.Value },
        Refused<SubmitAnswer> refused => refused.Why,
        _ => throw new InvalidOperationException("Unknown outcome."),
    };

    // The same name with the same bytes is the same request (promise 3); the key shows neither.
    private static string KeyOf(string name, IEnumerable<Digest> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Digest.Of(Encoding.UTF8.GetBytes(name)).ToArray());
        foreach (var content in contents)
        {
            hash.AppendData(content.ToArray());
        }

        return "drop-" + Digest.Finish(hash);
    }

    // A name that is there already belongs to something earlier; both stay.
    // The number stands before a file's extension, by which the node knows what it is when it is tried again.
    private static string Free(string folder, string name, bool isFolder)
    {
        var free = name;
        var extension = isFolder ? "" : name.EndsWith(AnswerExtension, StringComparison.OrdinalIgnoreCase) ? name[^AnswerExtension.Length..] : Path.GetExtension(name);
        var stem = name[..^extension.Length];
        for (var n = 2; IsTaken(Path.Combine(folder, free)); n++)
        {
            free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stem}~{n}{extension}");
        }

        return free;
    }

    // Nor may its notes take the place of an earlier thing that bears such a name, which is known by having a note itself.
    private static bool IsTaken(string path) => Path.Exists(path) || Path.Exists(path + ".json.json") || Path.Exists(path + ".status.json.json");

    private static void Move(string path, string folder, string name)
    {
        PlainFile.Move(path, Path.Combine(folder, name));
        DurableDirectory.Flush(folder);
        DurableDirectory.Flush(Path.GetDirectoryName(path)!);
    }

    private async Task<(Outcome<SubmitAnswer> Outcome, DateTimeOffset At)> DraftAsync(DropFolder folder, string name, string path, CancellationToken cancellationToken)
    {
        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        var files = new List<StagedFile>();
        try
        {
            var fields = await readDraft.RunAsync(folder, path, files, cancellationToken).ConfigureAwait(false);
            if (fields.From != folder.Agency.Value)
            {
                return (DropRefusals.WrongAgency(fields.From, folder.Agency.Value), time.GetUtcNow());
            }

            var key = KeyOf(name, [Digest.Of(Json(fields, AxisJson.Web.SubmitDocument)), .. files.Select(static f => f.Sha256)]);
            return (await submission.SubmitAsync(fields, files, folder.Actor, key, cancellationToken).ConfigureAwait(false), time.GetUtcNow());
        }
        finally
        {
            stage.Discard(files);
        }
    }

    private async Task<(Outcome<SubmitAnswer> Outcome, DateTimeOffset At)> PacketAsync(DropFolder folder, string name, string path, CancellationToken cancellationToken)
    {
        if (!folder.Options.NoStateSecret)
        {
            return (DropRefusals.NotDeclared, time.GetUtcNow());
        }

        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        var source = folder.OpenRead(path);
        await using (source.ConfigureAwait(false))
        {
            if (source.Length > limits.MaxPacketBytes)
            {
                return (DropRefusals.TooLarge(name, limits.MaxPacketBytes), time.GetUtcNow());
            }

            var staged = await stage.StageAsync(source, "packet.edxml", "application/xml", null, limits.MaxPacketBytes, cancellationToken).ConfigureAwait(false);
            try
            {
                return (await submission.SubmitPacketAsync(staged, folder.Actor, KeyOf(name, [staged.Sha256]), cancellationToken).ConfigureAwait(false), time.GetUtcNow());
            }
            finally
            {
                stage.Discard([staged]);
            }
        }
    }

    private async Task<Outcome<DropNote>> AnswerAsync(DropFolder folder, string name, string path, CancellationToken cancellationToken)
    {
        var asked = await ReadJson.RunAsync(folder, path, AxisJson.Web.DropAnswer, MaxAnswerBytes, cancellationToken).ConfigureAwait(false);
        return await answer.RunAsync(folder, asked, cancellationToken).ConfigureAwait(false) switch
        {
            Done<AnswerResult?> done => new DropNote(name, time.GetUtcNow()) { Answer = done.Value },
            Refused<AnswerResult?> refused => refused.Why,
            _ => throw new InvalidOperationException("Unknown outcome."),
        };
    }

    private async Task FinishAsync(DropFolder folder, string name, string path, DropNote note, CancellationToken cancellationToken)
    {
        var packet = note.Submission is { } sent ? Digest.Parse(sent.Packet) : (Digest?)null;
        var target = Free(folder.Sent, name, Directory.Exists(path));
        folder.Replace(folder.NoteOf(target), Json(note with { Name = target }, AxisJson.Pretty.DropNote));
        if (packet is { } document)
        {
            status.Begin(folder, document, target);
        }

        steps.Reached(DropStep.Noted);
        Move(path, folder.Sent, target);
        await JournalAsync(new JournalEntry(time.GetUtcNow(), "drop-taken", packet, Agency: folder.Agency.Value, Actor: folder.Actor.Pseudonym, Detail: name), cancellationToken).ConfigureAwait(false);
        Log.Taken(log, folder.Agency.Value, note.Submission?.Packet ?? "");
    }

    private Task<bool> JournalAsync(JournalEntry entry, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            session.Journal.Append(entry);
            return true;
        },
        cancellationToken);
}
