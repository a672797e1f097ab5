using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Signing.Evidence;
using Axis.Signing.Offline;
using Axis.Signing.Sections;

namespace Axis.Node.Audit;

/// <summary>
/// Verifies a file that an auditor brought, under the directory and the revocation data in force here, with the verifiers of <c>axis verify</c>. The file lies in a scratch
/// file above the disk reserve while it is judged and nowhere afterwards; one file at a time is judged, so that verifications never crowd out the exchange.
/// </summary>
internal sealed class UploadVerification(LiveDirectory directory, DirectoryBook book, UploadStage stage, IStore store, TimeProvider time) : IDisposable
{
    /// <summary>Largest file taken, in bytes; larger ones are verified by <c>axis verify</c>.</summary>
    public const long Largest = 100L << 20;

    /// <summary>Largest file of receipts taken, in bytes: it is read whole, and every receipt in it is judged.</summary>
    public const long LargestReceipts = 4L << 20;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Judges it.</summary>
    /// <param name="name">Its name, for the report alone.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="actor">Who asks, for the journal.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RefusedException">It is empty, too large, or no file of a kind that can be verified.</exception>
    public async Task<UploadVerdict> RunAsync(string name, Stream content, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var scratch = stage.CreateScratch(0);
        await using (scratch.ConfigureAwait(false))
        {
            // Before the turn: nobody waits for somebody else's slow line.
            if (await UploadBody.CopyAsync(content, stage.Reserving(scratch), Largest, static () => AuditRefusals.TooLarge, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new RefusedException(AuditRefusals.NoFile);
            }

            await scratch.FlushAsync(cancellationToken).ConfigureAwait(false);
            scratch.Position = 0;
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var verdict = await JudgeAsync(name, scratch, cancellationToken).ConfigureAwait(false);
                await WriteAsync(verdict, actor, cancellationToken).ConfigureAwait(false);
                return verdict;
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<UploadVerdict> JudgeAsync(string name, FileStream file, CancellationToken cancellationToken)
    {
        var digest = new Digest(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        file.Position = 0;
        if (FileKinds.IsEvidence(file))
        {
            using var evidence = new EvidenceVerifier(DirectoryKey.Fingerprint(book.Find(SectionHead.RootName)!.Head.Key.Span));
            return new UploadVerdict(name, digest, [], await evidence.VerifyAsync(file, time.GetUtcNow(), directory.Revocation, cancellationToken).ConfigureAwait(false));
        }

        using var verifier = new OfflineVerifier(new OfflineTrust(directory.Snapshot, directory.Revocation), time, files: null, stage);
        if (FileKinds.IsJson(file))
        {
            return new UploadVerdict(name, digest, [.. Receipts(file).Select((r, i) => verifier.VerifyReceipt($"{name}#{i + 1}", r))], null);
        }

        var report = FileKinds.IsPdf(file) ? verifier.VerifyPdf(name, file, cancellationToken) : await verifier.VerifyPacketAsync(name, file, cancellationToken).ConfigureAwait(false);
        return new UploadVerdict(name, digest, [report], null);
    }

    private static IReadOnlyList<Core.Receipts.SealedReceipt> Receipts(FileStream file)
    {
        if (file.Length > LargestReceipts)
        {
            throw new RefusedException(AuditRefusals.TooManyReceipts);
        }

        try
        {
            return ReceiptList.Read(file);
        }
        catch (FormatException e)
        {
            throw new RefusedException(
                new Refusal(RefusalKind.Invalid, "NOT_VERIFIABLE", $"Tệp JSON này không phải tệp biên nhận: {e.Message}", "This JSON file holds no receipts."), e);
        }
    }

    private Task<bool> WriteAsync(UploadVerdict verdict, Actor actor, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            session.Journal.Append(new JournalEntry(time.GetUtcNow(), "file-verified", Actor: actor.Pseudonym, To: verdict.Verdict, Detail: $"{verdict.Digest} {verdict.Name}"));
            return true;
        },
        cancellationToken);
}
