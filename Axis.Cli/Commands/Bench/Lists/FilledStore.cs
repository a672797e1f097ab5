using System.Globalization;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Hosting;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Cli.Commands.Bench.Lists;

/// <summary>Fills the store of a node that does not run with years of documents: as many sent as received, each with what a list shows of it.</summary>
public static class FilledStore
{
    private const int Batch = 500;

    // What lies behind an agency of a year: most of it finished long ago.
    private static readonly InboxState[] States = [InboxState.Finished, InboxState.Finished, InboxState.Finished, InboxState.Accepted, InboxState.Refused, InboxState.Arrived];

    /// <summary>Fills it.</summary>
    /// <param name="dataFolder">Of the node.</param>
    /// <param name="agency">The agency hosted there.</param>
    /// <param name="other">The agency it exchanges with.</param>
    /// <param name="documents">How many.</param>
    /// <param name="time">The clock; the newest document is from now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task MakeAsync(string dataFolder, string agency, string other, int documents, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var paths = new NodePaths(dataFolder);
        Directory.CreateDirectory(paths.Store);
        var (here, there) = (OrganId.Parse(agency), OrganId.Parse(other));
        var start = time.GetUtcNow().AddMinutes(-documents);
        var store = new SqliteStore(new SqliteStoreOptions { DatabasePath = paths.Database }, new NoSealer(), time, NullLogger<SqliteStore>.Instance);
        await using (store.ConfigureAwait(false))
        {
            for (var done = 0; done < documents; done += Batch)
            {
                var first = done;
                await store.WriteAsync(
                    session =>
                    {
                        for (var i = first; i < Math.Min(first + Batch, documents); i++)
                        {
                            Add(session, i, i % 2 == 0 ? here : there, i % 2 == 0 ? there : here, start.AddMinutes(i), sent: i % 2 == 0);
                        }

                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Add(ISession session, int i, OrganId from, OrganId to, DateTimeOffset at, bool sent)
    {
        var number = i.ToString(CultureInfo.InvariantCulture);
        var bytes = Encoding.UTF8.GetBytes("Văn bản để đo số " + number);
        var digest = Digest.Of(bytes);
        var documentId = $"{from},{at:yyyy'/'MM'/'dd},{number}/BC-UBND";
        var facts = new PacketFacts
        {
            CodeNumber = number,
            CodeNotation = "BC-UBND",
            FromName = "Uỷ ban nhân dân",
            Subject = $"Báo cáo tình hình kinh tế – xã hội, quốc phòng – an ninh kỳ {number} và nhiệm vụ trọng tâm kỳ tới",
            TypeName = "Báo cáo",
            SignerFullName = i % 1000 == 7 ? "Đặng Thị Hồng Nhung" : "Nguyễn Văn An",
            SignerPosition = "Chủ tịch",
            PromulgationDate = DateOnly.FromDateTime(at.UtcDateTime),
            To = [to.Value],
        };
        session.Packets.Add(new PacketRow(digest, digest, PacketKind.Document, Native: true, bytes.Length, from, documentId, at, Inline: true, sent ? Guid.CreateVersion7(at) : null, facts), bytes);
        session.Packets.AddVerdict(new VerdictRow(digest, at, "TOTAL-PASSED", "docaxis-1", "{}", "{}"));
        session.Journal.Append(new JournalEntry(at, sent ? "document-submitted" : "document-filed", Packet: digest, Agency: from.Value));
        if (sent)
        {
            session.Tracking.Add(new TrackingRow(
                Guid.CreateVersion7(at), digest, from, documentId, number + "/BC-UBND", to, to, i % 500 == 0 ? "SENT" : "06", null, null, null, at.AddDays(1), null, null, null, null, at, at));
        }
        else
        {
            session.Inbox.Add(new InboxItem(Guid.CreateVersion7(at), digest, digest, to, to, at, States[i / 2 % States.Length], "hợp lệ", "TOTAL-PASSED", [], at.Year, i, at));
        }
    }

    // Lists show no receipts.
    private sealed class NoSealer : IReceiptSealer
    {
        public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts) => throw new NotSupportedException("No receipt is issued while a store is filled.");
    }
}
