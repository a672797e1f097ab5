using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Hosting;
using Axis.Node.Storage;
using Axis.Signing.Pdf;
using Axis.Signing.Trust;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Incoming;

/// <summary>
/// Judges, after documents were filed, whether they have the value of the signed paper, by the signatures in their PDFs (rules SIG-01…SIG-10). It decides a badge
/// and never the transport, so it runs beside it: on what is due, a few at a time, resting as long as it worked. A judgement is kept and never replaced; where
/// revocation data or a certificate's issuer were missing it is made again later, and a different result becomes a further one.
/// </summary>
internal sealed class JudgeDocuments(
    AttachmentReader attachments,
    LiveDirectory directory,
    VerificationPolicy policy,
    CertificateChains chains,
    IStore store,
    TimeProvider time,
    ILogger<JudgeDocuments> logger) : BackgroundService
{
    private const int BatchSize = 16;
    private const int MostAttempts = 12;
    private const int MostFiles = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromDays(1);

    private readonly PdfVerifier _verifier = new(chains);

    /// <summary>Whether a document carries a PDF by what its sender says; what it really is shows when it is read.</summary>
    public static bool Concerns(PacketRow packet) => packet.Kind == PacketKind.Document && packet.Facts.Attachments.Any(IsPdf);

    /// <summary>Judges what is due.</summary>
    /// <returns>How many documents were looked at.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var due = store.Read(s => s.LegalValues.Due(time.GetUtcNow(), BatchSize));
        if (due.Count == 0)
        {
            return 0;
        }

        var outcomes = new List<Outcome>(due.Count);
        foreach (var one in due)
        {
            outcomes.Add(await JudgeAsync(one, cancellationToken).ConfigureAwait(false));
        }

        await store.WriteAsync(session => Keep(session, outcomes), cancellationToken).ConfigureAwait(false);
        return due.Count;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervised.RunAsync(
        async token =>
        {
            var started = time.GetTimestamp();
            var looked = await RunOnceAsync(token).ConfigureAwait(false);
            var worked = time.GetElapsedTime(started);
            return looked > 0 && worked < Pause ? worked : Pause;
        },
        e => Log.DocumentsNotJudged(logger, e),
        Pause,
        time,
        stoppingToken);

    private static bool IsPdf(StoredAttachment file) =>
        file.Name.Contains(".pdf", StringComparison.OrdinalIgnoreCase) || file.ContentType.Equals("application/pdf", StringComparison.OrdinalIgnoreCase);

    private static bool Keep(ISession session, List<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (session.Isolations.IsWithheld(outcome.Packet))
            {
                // Nothing is found out about what nobody may read; whoever gives it back asks again (SEC-03).
                session.LegalValues.Settle(outcome.Packet);
                continue;
            }

            if (outcome.Withheld)
            {
                continue;
            }

            if (outcome.View is { } view && IsNew(session.LegalValues.ListFor(outcome.Packet), view))
            {
                session.LegalValues.Add(new LegalValueRow(outcome.Packet, view.CheckedAt, view.Value, JsonSerializer.Serialize(view, AxisJson.Web.LegalValueView)));
                session.Journal.Append(new JournalEntry(view.CheckedAt, "legal-value-judged", outcome.Packet, To: view.Value));
            }

            if (outcome.RetryAt is { } retry)
            {
                session.LegalValues.Postpone(outcome.Packet, retry, outcome.Attempts);
            }
            else
            {
                session.LegalValues.Settle(outcome.Packet);
            }
        }

        return true;
    }

    // A repeat that says the same adds nothing.
    private static bool IsNew(IReadOnlyList<LegalValueRow> known, LegalValueView view) =>
        known.Count == 0 || JsonSerializer.Deserialize(known[^1].ReportJson, AxisJson.Web.LegalValueView) is not { } last
        || last.Value != view.Value || !last.Signatures.Select(static s => s.Verdict).SequenceEqual(view.Signatures.Select(static s => s.Verdict));

    private async Task<Outcome> JudgeAsync(LegalValueDue due, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (store.Read(s => s.Packets.Find(due.Packet)) is not { } packet)
        {
            return new Outcome(due.Packet, null, null, due.Attempts);
        }

        if (store.Read(s => s.Isolations.IsWithheld(due.Packet)))
        {
            return new Outcome(due.Packet, null, null, due.Attempts) { Withheld = true };
        }

        var trust = new PdfTrust { Directory = directory.Snapshot, Revocation = directory.Revocation, ReceivedAt = packet.StoredAt, Now = now, Policy = policy };
        LegalValueReport report;
        try
        {
            var files = new List<JudgedPdf>();
            foreach (var attachment in packet.Facts.Attachments.Where(IsPdf).Take(MostFiles))
            {
                var opened = await attachments.OpenAsync(packet, attachment, raw: false, cancellationToken).ConfigureAwait(false);
                await using (opened.Bytes.ConfigureAwait(false))
                {
                    await opened.Bytes.FlushAsync(cancellationToken).ConfigureAwait(false);
                    files.Add(new JudgedPdf(attachment.Index, attachment.SafeName, _verifier.Verify(PdfSource.Of(opened.Bytes), trust, cancellationToken)));
                }
            }

            report = LegalValueJudge.Judge(files, packet.From, trust.Directory);
        }
        catch (RefusedException e) when (e.Refusal == ApiRefusals.DiskReserve)
        {
            // Of this node and not of the document: nothing is said about it, and no attempt is spent.
            Log.DocumentNotRead(logger, due.Packet.ToString(), e);
            return new Outcome(due.Packet, null, now + FirstRetry, due.Attempts);
        }
        catch (Exception e) when (e is RefusedException or InvalidDataException or IOException)
        {
            Log.DocumentNotRead(logger, due.Packet.ToString(), e);
            return new Outcome(
                due.Packet,
                LegalValueViews.Of(new LegalValueReport(LegalValue.Unknown, ["Không đọc được tệp PDF của gói tin đã lưu."], [], []), trust),
                RetryAt(now, due.Attempts),
                due.Attempts + 1);
        }

        var view = LegalValueViews.Of(report, trust);
        return new Outcome(due.Packet, view, IsOpen(report) ? RetryAt(now, due.Attempts) : null, due.Attempts + 1);
    }

    // What only time, a newer directory or newer revocation data can decide.
    private static bool IsOpen(LegalValueReport report) => report.Value == LegalValue.Unknown && report.Files.Any(static f => f.Report.Signatures.Any(static s =>
        s.SubIndication is SubIndication.TryLater or SubIndication.NoCertificateChainFound));

    private static DateTimeOffset? RetryAt(DateTimeOffset now, int attempts)
    {
        if (attempts >= MostAttempts)
        {
            return null;
        }

        var wait = FirstRetry * (1 << attempts);
        return now + (wait < LongestRetry ? wait : LongestRetry);
    }

    private sealed record Outcome(Digest Packet, LegalValueView? View, DateTimeOffset? RetryAt, int Attempts)
    {
        /// <summary>It was isolated when it was looked at; given back since, it stays due.</summary>
        public bool Withheld { get; init; }
    }
}
