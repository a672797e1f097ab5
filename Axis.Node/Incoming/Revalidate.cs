using System.Text.Json;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Incoming;

/// <summary>
/// Judges again what was delivered with the badge "chờ kiểm tra". The verdict of the day of reception stays; a decided one is a new row beside it (SIG-09), and
/// the badge follows. A packet is opened again only when what was missing is there.
/// </summary>
public sealed class Revalidate(IStore store, Verify verify, TimeProvider time)
{
    private const string InvalidBadge = "KHÔNG HỢP LỆ";
    private const int Page = 200;

    // What is left waits for the next run, so that no run holds the others up for long. The next run goes on where this one ended: packets that cannot be decided
    // for months must not stand before those that can.
    private const int MostPackets = 2000;

    private Guid? _after;

    /// <summary>The next packets that wait, each with the certificate that its last verdict was about (<c>null</c> where that verdict names none).</summary>
    public IReadOnlyList<WaitingPacket> Next()
    {
        var packets = new List<WaitingPacket>();
        var seen = new HashSet<Digest>();
        while (packets.Count < MostPackets)
        {
            var items = store.Read(s => s.Inbox.ListUnchecked(_after, Page));
            if (items.Count == 0)
            {
                _after = null;
                break;
            }

            _after = items[^1].Id;
            packets.AddRange(items.Select(static i => i.Packet).Where(seen.Add).Select(p => new WaitingPacket(p, SignerOf(p))));
        }

        return packets;
    }

    /// <summary>Judges those that can be decided now.</summary>
    /// <returns>How many packets have a new verdict.</returns>
    public async Task<int> RunAsync(IReadOnlyList<WaitingPacket> waiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        var decided = 0;
        var decidable = new Dictionary<Digest, bool>();
        foreach (var (packet, known) in waiting)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (known is { } signer)
            {
                if (!decidable.TryGetValue(signer, out var may))
                {
                    decidable[signer] = may = verify.IsDecidable(signer);
                }

                if (!may)
                {
                    continue;
                }
            }

            decided += await AgainAsync(packet, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return decided;
    }

    private async Task<bool> AgainAsync(Digest packet, CancellationToken cancellationToken)
    {
        if (store.Read(s => s.Packets.Find(packet)) is not { } row)
        {
            return false;
        }

        VerificationReport report;
        try
        {
            report = await verify.AgainAsync(row, cancellationToken).ConfigureAwait(false);
        }
        catch (LinkException e) when (e.Error == LinkErrors.UnknownDelivery)
        {
            // Its bytes are no longer kept, so nothing can be judged any more: what was said at reception stands.
            return false;
        }

        if (report.SubIndication == SubIndication.TryLater)
        {
            return false;
        }

        var verdict = verify.Row(report, packet);
        return await store.WriteAsync(session => Keep(session, packet, report, verdict), cancellationToken).ConfigureAwait(false);
    }

    private bool Keep(ISession session, Digest packet, VerificationReport report, VerdictRow verdict)
    {
        var items = session.Inbox.ListFor(packet).Where(static i => i.Badge == TransportDecision.WaitingBadge).ToList();
        if (items.Count == 0)
        {
            return false;
        }

        verify.Keep(session, report, verdict);
        foreach (var item in items)
        {
            session.Inbox.SetBadge(item.Id, TransportDecision.For(report).Badge ?? InvalidBadge);
            session.Journal.Append(new JournalEntry(
                time.GetUtcNow(), "verdict-renewed", packet, Agency: item.Recipient.Value, Actor: ScheduledJob.RefreshRevocation, From: item.Verdict, To: report.Verdict));
        }

        return true;
    }

    // The certificate that the last verdict was about; a verdict of before certificates were named is simply made again.
    private Digest? SignerOf(Digest packet)
    {
        if (store.Read(s => s.Packets.Verdicts(packet)) is not [.., var latest])
        {
            return null;
        }

        using var report = JsonDocument.Parse(latest.ReportJson);
        return report.RootElement.TryGetProperty("signerCertificate", out var signer) && signer.GetString() is { } text ? Digest.Parse(text) : null;
    }
}

/// <summary>A packet whose verdict waits.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="Signer">SHA-256 of the certificate that signed it, as far as its last verdict says.</param>
public sealed record WaitingPacket(Digest Packet, Digest? Signer);
