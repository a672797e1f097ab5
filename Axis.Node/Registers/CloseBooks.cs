using System.Security.Cryptography;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Routing;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Registers;

/// <summary>
/// Closes the registers of a closed agency, so that they can be printed and handed over (REF-08): from then on no line is entered or corrected, and what they held is kept with
/// its digest. Whoever continues the agency begins sequences of its own, which numbers kept per agency give by themselves.
/// </summary>
internal sealed class CloseBooks(IStore store, ReadRegister read, NodeDirectory directory, TimeProvider time)
{
    private const int PageLines = 1_000;

    // Lines that are entered meanwhile are read again, so many times.
    private const int Rounds = 5;

    /// <summary>The refusal of a line for a register that is closed, or whose agency is.</summary>
    public static Refusal Closed(OrganId agency) => new(
        RefusalKind.Conflict, "REF-08", $"Cơ quan {agency} đã đóng nên sổ không ghi thêm và không sửa nữa; vào sổ của đơn vị kế thừa.", "The agency is closed: its registers take no lines; use those of the agency that continues it.");

    /// <summary>Whether the agency may still write into its registers.</summary>
    public static bool IsOpen(DirectorySnapshot directory, OrganId agency, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.FindAgency(agency, at) is not { } known || known.IsOpenAt(at);
    }

    /// <summary>Closes them; what was closed before stays as it was.</summary>
    /// <exception cref="RefusedException">The agency is not closed, or documents of it are not registered yet.</exception>
    public async Task<RegisterClosing> RunAsync(OrganId agency, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (now, known) = (time.GetUtcNow(), directory.Current());
        if (store.Read(s => s.Books.FindClosing(agency)) is { } before)
        {
            return before;
        }

        if (IsOpen(known, agency, now))
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "REF-08", $"Cơ quan {agency} còn hoạt động nên chưa đóng sổ; danh bạ phải ghi cơ quan đã đóng trước.", "The agency is not closed, so its registers stay open."));
        }

        var heirs = Standing.Heirs(known, agency, now).Select(static h => h.Code).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var entries = store.Read(s => s.Books.CountEntries(agency));
            var books = store.Read(s => s.Books.List(agency)).Select(b => new ClosedBook(b, DigestOf(b))).ToList();
            if (await KeepAsync(new RegisterClosing(agency, now, actor.Pseudonym, heirs, books), entries, cancellationToken).ConfigureAwait(false) is { } kept)
            {
                return kept;
            }
        }

        throw new RefusedException(new Refusal(RefusalKind.Conflict, "REF-08", $"Sổ của {agency} đang được ghi trong lúc đóng; chờ việc ghi xong rồi đóng lại.", "The registers are being written; close them again afterwards."));
    }

    // Nothing when the registers are no longer as they were read: their digests would speak of other lines.
    private Task<RegisterClosing?> KeepAsync(RegisterClosing closing, long entries, CancellationToken cancellationToken)
    {
        var (agency, books) = (closing.Agency, closing.Books);
        return store.WriteAsync(
            session =>
            {
                if (session.Books.FindClosing(agency) is { } first)
                {
                    return first;
                }

                Registered(session, agency);
                if (session.Books.CountEntries(agency) != entries || !session.Books.List(agency).SequenceEqual(books.Select(static b => b.Row)))
                {
                    return null;
                }

                session.Books.Close(closing);
                session.Journal.Append(new JournalEntry(closing.At, "registers-closed", Agency: agency.Value, Actor: closing.Actor, To: string.Join(',', closing.Heirs), Detail: string.Join("; ", books.Select(static b => $"{b.Row.Book} {b.Row.Year} {b.Row.Last} {b.Digest}"))));

                // As it is kept, so that a repeat is told the very same.
                return session.Books.FindClosing(agency) ?? throw new InvalidOperationException("The closing just kept is not there.");
            },
            cancellationToken);
    }

    // A document that still waits for its số đến would get it in a closed book.
    private static void Registered(ISession session, OrganId agency)
    {
        if (session.Inbox.List([agency], InboxState.Arrived, null, 1).Count + session.Inbox.List([agency], InboxState.Held, null, 1).Count > 0)
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "REF-08", $"Còn văn bản đến của {agency} chưa vào sổ hoặc chưa trả lại; làm xong (axis inbox list --agency {agency}) rồi đóng sổ.", "Documents of the agency are not registered yet."));
        }
    }

    // With the codes of receivers: their names are the directory's, and change with it.
    private Digest DigestOf(RegisterBookRow book)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var wanted = new WantedRegister(book.Agency, book.Incoming, book.Book, book.Year);
        LineKey? key = null;
        IReadOnlyList<RegisterLine> page;
        do
        {
            page = read.After(wanted, key, PageLines, names: false);
            foreach (var line in page)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(CsvText.Record(RegisterColumns.Cells(book.Incoming ? RegisterKind.Incoming : RegisterKind.Outgoing, line))));
            }

            key = page.Count > 0 ? new LineKey(page[^1].Number, page[^1].Key) : null;
        }
        while (page.Count == PageLines);
        return Digest.Finish(hash);
    }
}
