using Axis.Core.Agencies;
using Axis.Core.Registers;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Lines of the legal registers, and the versions that people entered.</summary>
internal sealed class BookTable(Database database) : IBooks
{
    private const string Columns =
        "agency, incoming, year, line, version, number, at, actor, reason, code_number, code_notation, issued, type_name, organ_name, subject, full_name, position, priority, due, "
        + "recipients, to_places, issued_amount, page_amount, language, transferred, received_by, answer_code, description, file_organ, file_catalog, file_notation, doc_ordinal";

    private readonly Statement _add = database.Prepare(
        $"INSERT INTO register_line ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

    private readonly Statement _addReceiver = database.Prepare("INSERT INTO paper_receiver (agency, year, line, receiver, connected) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement _close = database.Prepare("INSERT INTO register_closing (agency, at, actor, heirs) VALUES (?, ?, ?, ?)");

    private readonly Statement _closeBook = database.Prepare("INSERT INTO register_closing_book (agency, incoming, book, year, lines, last, digest) VALUES (?, ?, ?, ?, ?, ?, ?)");

    private readonly Statement _findClosing = database.Prepare("SELECT agency, at, actor, heirs FROM register_closing WHERE agency = ?");

    private readonly Statement _countEntries = database.Prepare(
        "SELECT (SELECT count(*) FROM register_line WHERE agency = ?1) + (SELECT count(*) FROM register_number WHERE agency = ?1 AND voided_at IS NOT NULL)");

    private readonly Statement _closedBooks = database.Prepare(
        "SELECT agency, incoming, book, year, lines, last, digest FROM register_closing_book WHERE agency = ? ORDER BY year, incoming, book");

    private readonly Statement _versions = database.Prepare(
        $"SELECT {Columns} FROM register_line WHERE agency = ? AND incoming = ? AND year = ? AND line = ? ORDER BY version");

    private readonly Statement _all = database.Prepare(
        $"SELECT {Columns} FROM register_line WHERE agency = ? AND incoming = ? AND year = ? AND number BETWEEN ? AND ? ORDER BY line, version");

    private readonly Statement _outgoing = database.Prepare(
        "SELECT number, code, at, packet, book, by_hand, NULL, NULL FROM register_entry WHERE agency = ?1 AND year = ?3 AND book = ?2 AND number BETWEEN ?4 AND ?5 AND (?7 IS NULL OR number > ?4 OR code > ?7) "
        + "UNION ALL SELECT number, '', voided_at, NULL, book, 0, void_reason, NULL FROM register_number "
        + "WHERE agency = ?1 AND book = ?2 AND year = ?3 AND number BETWEEN ?4 AND ?5 AND (?7 IS NULL OR number > ?4) AND voided_at IS NOT NULL ORDER BY 1, 2 LIMIT ?6");

    private readonly Statement _incoming = database.Prepare(
        "SELECT arrival_number, CAST(arrival_number AS TEXT), coalesce(registered_at, arrived_at), packet, NULL, 0, NULL, state FROM inbox_item "
        + "WHERE recipient = ?1 AND arrival_year = ?2 AND arrival_number BETWEEN ?3 AND ?4 "
        + "UNION ALL SELECT number, line, at, NULL, NULL, 0, NULL, NULL FROM register_line "
        + "WHERE agency = ?1 AND incoming = 1 AND year = ?2 AND version = 1 AND number BETWEEN ?3 AND ?4 ORDER BY 1 LIMIT ?5");

    private readonly Statement _findOutgoing = database.Prepare(
        "SELECT number, code, at, packet, book, by_hand, NULL, NULL FROM register_entry WHERE agency = ? AND year = ? AND code = ?");

    private readonly Statement _listOutgoing = database.Prepare(
        "SELECT agency, 0, book, year, count(*), max(number) FROM register_entry WHERE agency = ? GROUP BY book, year ORDER BY year DESC, book");

    private readonly Statement _listIncoming = database.Prepare(
        "SELECT recipient, 1, 'DEN', year, last, last FROM arrival_book WHERE recipient = ? ORDER BY year DESC");

    private readonly Statement _namingFile = database.Prepare(
        "SELECT DISTINCT incoming, year, line FROM register_line WHERE agency = ? AND trim(file_notation) = ? ORDER BY incoming, year, line LIMIT ?");

    private readonly Statement _remember = database.Prepare("INSERT INTO register_source (agency, source, code, year, number) VALUES (?, ?, ?, ?, ?)");

    private readonly Statement _findSource = database.Prepare(
        "SELECT year, number FROM register_source WHERE agency = ? AND code = ? AND source = ? ORDER BY id DESC LIMIT 10");

    public void Add(RegisterVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var f = version.Fields;
        _add.Start().With(version.Agency).With(version.Incoming).With(version.Year).With(version.Line).With(version.Version).With(version.Number).With(version.At)
            .With(version.Actor).With(version.Reason).With(f.CodeNumber).With(f.CodeNotation).With(f.IssuedDate).With(f.TypeName).With(f.OrganName).With(f.Subject)
            .With(f.FullName).With(f.Position).With((long?)f.Priority).With(f.DueDate).With(f.Recipients).With(f.ToPlaces).With((long?)f.IssuedAmount)
            .With((long?)f.PageAmount).With(f.Language).With(f.Transferred).With(f.ReceivedBy).With(f.AnswerCode).With(f.Description).With(f.FileOrganId)
            .With((long?)f.FileCatalog).With(f.FileNotation).With((long?)f.DocOrdinal).Execute();
    }

    public void Close(RegisterClosing closing)
    {
        ArgumentNullException.ThrowIfNull(closing);
        _close.Start().With(closing.Agency).With(closing.At).With(closing.Actor).With(StoreJson.Write(closing.Heirs)).Execute();
        foreach (var (row, digest) in closing.Books)
        {
            _closeBook.Start().With(row.Agency).With(row.Incoming).With(row.Book).With(row.Year).With(row.Lines).With(row.Last).With(digest).Execute();
        }
    }

    public RegisterClosing? FindClosing(OrganId agency)
    {
        var books = _closedBooks.Start().With(agency).List(static s => new ClosedBook(ReadBook(s), s.Digest(6)));
        return _findClosing.Start().With(agency).Single(static s => new RegisterClosing(s.Organ(0), s.Time(1), s.Text(2), StoreJson.ReadOrgans(s.Text(3)), [])) is { } found ? found with { Books = books } : null;
    }

    public long CountEntries(OrganId agency) => _countEntries.Start().With(agency).Scalar() ?? 0;

    public void AddReceiver(OrganId agency, int year, string line, OrganId receiver, bool connected) =>
        _addReceiver.Start().With(agency).With(year).With(line).With(receiver).With(connected).Execute();

    public IReadOnlyList<RegisterVersion> Versions(OrganId agency, bool incoming, int year, string line) =>
        _versions.Start().With(agency).With(incoming).With(year).With(line).List(Read);

    public IReadOnlyList<RegisterVersion> Versions(OrganId agency, bool incoming, int year, long from, long to) =>
        _all.Start().With(agency).With(incoming).With(year).With(from).With(to).List(Read);

    public IReadOnlyList<RegisterRow> Outgoing(OrganId agency, string book, int year, long from, long to, int limit, string? after = null) =>
        _outgoing.Start().With(agency).With(book).With(year).With(from).With(to).With(limit).With(after).List(ReadRow);

    public IReadOnlyList<RegisterRow> Incoming(OrganId agency, int year, long from, long to, int limit) =>
        _incoming.Start().With(agency).With(year).With(from).With(to).With(limit).List(ReadRow);

    public RegisterRow? FindOutgoing(OrganId agency, int year, string line) => _findOutgoing.Start().With(agency).With(year).With(line).Single(ReadRow);

    public IReadOnlyList<RegisterBookRow> List(OrganId agency) =>
        [.. _listIncoming.Start().With(agency).List(ReadBook), .. _listOutgoing.Start().With(agency).List(ReadBook)];

    public IReadOnlyList<(bool Incoming, int Year, string Line)> NamingFile(OrganId agency, string notation, int limit) =>
        _namingFile.Start().With(agency).With(notation).With(limit).List(static s => (s.Bool(0), s.Int32(1), s.Text(2)));

    public void Remember(OrganId agency, string source, string code, int year, long number) =>
        _remember.Start().With(agency).With(source).With(code).With(year).With(number).Execute();

    public IReadOnlyList<(int Year, long Number)> FindSource(OrganId agency, string source, string code) =>
        _findSource.Start().With(agency).With(code).With(source).List(static s => (s.Int32(0), s.Int64(1)));

    private static int? Small(Statement s, int column) => s.IsNull(column) ? null : s.Int32(column);

    private static RegisterRow ReadRow(Statement s) => new(
        s.Int64(0), s.Text(1), s.Time(2), s.DigestOrNull(3), s.TextOrNull(4), s.Bool(5), s.TextOrNull(6), s.IsNull(7) ? null : (InboxState)s.Int32(7));

    private static RegisterBookRow ReadBook(Statement s) => new(s.Organ(0), s.Bool(1), s.Text(2), s.Int32(3), s.Int64(4), s.Int64(5));

    private static RegisterVersion Read(Statement s) => new(s.Organ(0), s.Bool(1), s.Int32(2), s.Text(3), s.Int32(4), s.Int64(5), s.Time(6), s.Text(7), s.TextOrNull(8), new RegisterFields
    {
        CodeNumber = s.TextOrNull(9),
        CodeNotation = s.TextOrNull(10),
        IssuedDate = s.DayOrNull(11),
        TypeName = s.TextOrNull(12),
        OrganName = s.TextOrNull(13),
        Subject = s.TextOrNull(14),
        FullName = s.TextOrNull(15),
        Position = s.TextOrNull(16),
        Priority = Small(s, 17),
        DueDate = s.DayOrNull(18),
        Recipients = s.TextOrNull(19),
        ToPlaces = s.TextOrNull(20),
        IssuedAmount = Small(s, 21),
        PageAmount = Small(s, 22),
        Language = s.TextOrNull(23),
        Transferred = s.DayOrNull(24),
        ReceivedBy = s.TextOrNull(25),
        AnswerCode = s.TextOrNull(26),
        Description = s.TextOrNull(27),
        FileOrganId = s.TextOrNull(28),
        FileCatalog = Small(s, 29),
        FileNotation = s.TextOrNull(30),
        DocOrdinal = Small(s, 31),
    });
}
