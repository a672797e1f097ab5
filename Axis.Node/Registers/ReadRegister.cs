using Axis.Core.Agencies;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Core.Tracking;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Registers;

/// <summary>Reads a register as it stands: every line with all its corrections (REG-01…03, REG-07).</summary>
internal sealed class ReadRegister(IStore store, NodeDirectory directory)
{
    /// <summary>Most lines of one printed volume; a longer register is printed in several (REG-05).</summary>
    public const int MostLines = 20_000;

    /// <summary>Lines by number.</summary>
    /// <param name="wanted">Which register.</param>
    /// <param name="from">First number.</param>
    /// <param name="to">Last number.</param>
    /// <param name="limit">Most lines.</param>
    /// <param name="after">Of the first number only the lines after this one.</param>
    /// <param name="names">Receivers of electronic documents by name; otherwise by code.</param>
    public IReadOnlyList<RegisterLine> Lines(WantedRegister wanted, long from, long to, int limit, string? after = null, bool names = true)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var snapshot = names ? directory.Current() : null;
        return store.Read(session =>
        {
            var rows = wanted.Incoming
                ? session.Books.Incoming(wanted.Agency, wanted.Year, from, to, limit)
                : session.Books.Outgoing(wanted.Agency, wanted.Book, wanted.Year, from, to, limit, after);
            if (rows.Count == 0)
            {
                return [];
            }

            var versions = session.Books.Versions(wanted.Agency, wanted.Incoming, wanted.Year, rows[0].Number, rows[^1].Number).ToLookup(static v => v.Line, StringComparer.Ordinal);
            return (IReadOnlyList<RegisterLine>)[.. rows.Select(row => Line(session, wanted, row, [.. versions[row.Line]], snapshot))];
        });
    }

    /// <summary>The lines behind a key; from the beginning when there is none. Receivers by code unless <paramref name="names"/>.</summary>
    public IReadOnlyList<RegisterLine> After(WantedRegister wanted, LineKey? key, int limit, bool names = true)
    {
        ArgumentNullException.ThrowIfNull(wanted);

        // A số đến is borne by one line only; outgoing numbers may be shared.
        var within = !wanted.Incoming && key?.Line is not null;
        return Lines(wanted, key is null ? 0 : within ? key.Number : key.Number + 1, long.MaxValue, limit, within ? key!.Line : null, names);
    }

    /// <summary>One line; <c>null</c> when there is none.</summary>
    public RegisterLine? Find(WantedRegister wanted, string line) => store.Read(session => Find(session, wanted, line));

    /// <summary>One line, in a running transaction.</summary>
    public RegisterLine? Find(ISession session, WantedRegister wanted, string line)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(wanted);
        var row = wanted.Incoming
            ? long.TryParse(line, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
                && session.Books.Incoming(wanted.Agency, wanted.Year, number, number, 1) is [var only] ? only : null
            : session.Books.FindOutgoing(wanted.Agency, wanted.Year, line);
        return row is null ? null : Line(session, wanted, row, session.Books.Versions(wanted.Agency, wanted.Incoming, wanted.Year, row.Line), directory.Current());
    }

    /// <summary>The register with its cover, for printing or export.</summary>
    /// <param name="kind">Which columns.</param>
    /// <param name="wanted">Which register.</param>
    /// <param name="from">First number.</param>
    /// <param name="to">Last number.</param>
    /// <param name="volume">Number of the volume.</param>
    /// <param name="most">Most lines of one volume.</param>
    /// <exception cref="RefusedException">There are more (REG-05).</exception>
    public RegisterSheet Sheet(RegisterKind kind, WantedRegister wanted, long from, long to, int volume, int most)
    {
        var lines = Lines(wanted, from, to, most + 1);
        if (lines.Count > most)
        {
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "REG-05", $"Sổ quá dài cho một quyển (nhiều hơn {most} dòng); hãy xuất từng quyển bằng khoảng số (from, to) và số quyển (volume).", "Too long for one volume; export it by ranges of numbers."));
        }

        var agency = directory.Current().FindAgency(wanted.Agency);
        var parent = agency?.Parent is { } superior ? directory.Current().FindAgency(superior)?.Name : null;
        var title = RegisterKinds.Title(kind) + (wanted.Incoming || wanted.Book == RegisterBook.Administrative ? "" : " – " + RegisterBook.NameOf(wanted.Book));
        var days = lines.Select(static l => VietnamTime.DateOf(l.EnteredAt)).Order().ToList();
        return new RegisterSheet(
            kind,
            new RegisterCover(
                parent, agency?.Name ?? wanted.Agency.Value, title, wanted.Year, days.Count == 0 ? null : days[0], days.Count == 0 ? null : days[^1],
                lines.Count == 0 ? null : lines[0].Number, lines.Count == 0 ? null : lines[^1].Number, volume),
            [.. lines.Select(l => RegisterColumns.Cells(kind, l))]);
    }

    private static RegisterLine Line(ISession session, WantedRegister wanted, RegisterRow row, IReadOnlyList<RegisterVersion> versions, DirectorySnapshot? snapshot)
    {
        var packet = row.Packet is { } digest ? session.Packets.Find(digest) : null;
        var fields = packet is null ? new RegisterFields() : wanted.Incoming ? RegisterFacts.Incoming(packet) : RegisterFacts.Outgoing(packet, snapshot);
        foreach (var version in versions)
        {
            fields = fields.With(version.Fields);
        }

        if (packet is not null && session.Isolations.IsWithheld(packet.Digest))
        {
            // A correction may have repeated the abstract (SEC-03).
            fields = fields with { Subject = null };
        }

        return new RegisterLine(wanted.Agency, wanted.Incoming, wanted.Year, row.Line, row.Number, row.At, fields)
        {
            Book = row.Book,
            Version = versions.Count == 0 ? 1 : versions[^1].Version,
            Paper = packet is null && row.VoidReason is null,
            ByHand = row.ByHand,
            VoidReason = row.VoidReason,
            Packet = row.Packet,
            Progress = row.State is { } state ? Progress(state) : null,
        };
    }

    private static string Progress(InboxState state) =>
        state == InboxState.Held ? "chờ kiểm tra" : state == InboxState.Recalled ? "đã thu hồi" : StateText.StatusName(((int)state).ToString("00", System.Globalization.CultureInfo.InvariantCulture));
}
