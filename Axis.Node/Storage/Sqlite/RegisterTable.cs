using System.Globalization;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Registers;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Numbers of outgoing documents and the codes they were entered under.</summary>
internal sealed class RegisterTable(Database database) : IRegister
{
    private readonly Statement _next = database.Prepare(
        "INSERT INTO register_book (agency, book, year, last) VALUES (?, ?, ?, 1) ON CONFLICT (agency, book, year) DO UPDATE SET last = last + 1 RETURNING last");

    private readonly Statement _reserve = database.Prepare(
        "INSERT INTO register_number (agency, book, year, number, reserved_at) VALUES (?, ?, ?, ?, ?)");

    private readonly Statement _void = database.Prepare(
        "UPDATE register_number SET voided_at = ?, void_reason = ? WHERE agency = ? AND book = ? AND year = ? AND number = ? AND voided_at IS NULL AND packet IS NULL AND paper = 0");

    private readonly Statement _settle = database.Prepare(
        "UPDATE register_number SET packet = ? WHERE agency = ? AND book = ? AND year = ? AND number = ? AND voided_at IS NULL AND packet IS NULL AND paper = 0");

    private readonly Statement _settlePaper = database.Prepare(
        "UPDATE register_number SET paper = 1 WHERE agency = ? AND book = ? AND year = ? AND number = ? AND voided_at IS NULL AND packet IS NULL AND prepared IS NULL AND paper = 0");

    private readonly Statement _await = database.Prepare(
        "UPDATE register_number SET prepared = ? WHERE agency = ? AND book = ? AND year = ? AND number = ? AND voided_at IS NULL AND packet IS NULL AND paper = 0");

    private readonly Statement _orphans = database.Prepare(
        "SELECT agency, book, year, number, reserved_at FROM register_number "
        + "WHERE packet IS NULL AND prepared IS NULL AND voided_at IS NULL AND paper = 0 AND reserved_at < ? ORDER BY reserved_at LIMIT ?");

    private readonly Statement _atLeast = database.Prepare(
        "INSERT INTO register_book (agency, book, year, last) VALUES (?, ?, ?, ?) ON CONFLICT (agency, book, year) DO UPDATE SET last = max(last, excluded.last)");

    private readonly Statement _learn = database.Prepare(
        "INSERT INTO register_number (agency, book, year, number, reserved_at, packet) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (agency, book, year, number) DO NOTHING");

    private readonly Statement _enter = database.Prepare(
        "INSERT INTO register_entry (agency, year, code, packet, at, book, number, by_hand) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, year, code) DO NOTHING");

    private readonly Statement _find = database.Prepare("SELECT packet FROM register_entry WHERE agency = ? AND year = ? AND code = ?");

    public long Reserve(OrganId agency, string book, int year, DateTimeOffset at)
    {
        var number = _next.Start().With(agency).With(book).With(year).Scalar() ?? throw new InvalidOperationException("The book gave no number.");
        _reserve.Start().With(agency).With(book).With(year).With(number).With(at).Execute();
        return number;
    }

    public bool Enter(OrganId agency, int year, string code, Digest? packet, DateTimeOffset at, string book = RegisterBook.Administrative, bool byHand = false) =>
        _enter.Start().With(agency).With(year).With(Normal(code)).With(packet).With(at).With(book).With(NumberOf(code)).With(byHand).Execute() > 0
        || (packet is not null && FindByCode(agency, year, code) == packet);

    public void SettlePaper(OrganId agency, string book, int year, long number)
    {
        if (_settlePaper.Start().With(agency).With(book).With(year).With(number).Execute() == 0)
        {
            throw new InvalidOperationException($"Number {number} of book '{book}' {year} of {agency} is not reserved, used, or void already.");
        }
    }

    public void Void(OrganId agency, string book, int year, long number, string reason, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (_void.Start().With(at).With(reason).With(agency).With(book).With(year).With(number).Execute() == 0)
        {
            throw new InvalidOperationException($"Number {number} of book '{book}' {year} of {agency} is not reserved, used, or void already.");
        }
    }

    public bool Settle(OrganId agency, string book, int year, long number, Digest packet) =>
        _settle.Start().With(packet).With(agency).With(book).With(year).With(number).Execute() > 0;

    public void Await(OrganId agency, string book, int year, long number, Guid prepared)
    {
        if (_await.Start().With(prepared).With(agency).With(book).With(year).With(number).Execute() == 0)
        {
            throw new InvalidOperationException($"Number {number} of book '{book}' {year} of {agency} is not reserved, used, or void already.");
        }
    }

    public IReadOnlyList<ReservedNumber> Orphans(DateTimeOffset reservedBefore, int limit) => _orphans.Start().With(reservedBefore).With(limit)
        .List(static s => new ReservedNumber(s.Organ(0), s.Text(1), s.Int32(2), s.Int64(3), s.Time(4)));

    public void Learn(OrganId agency, string book, int year, long number, Digest packet, DateTimeOffset at)
    {
        _atLeast.Start().With(agency).With(book).With(year).With(number).Execute();

        // Reserved before the backup and used after it: the document bears it. A number that is void, or another's by now, stays what it is; the caller tells.
        if (!Settle(agency, book, year, number, packet))
        {
            _learn.Start().With(agency).With(book).With(year).With(number).With(at).With(packet).Execute();
        }
    }

    public bool IsTaken(OrganId agency, int year, string code) => _find.Start().With(agency).With(year).With(Normal(code)).Any();

    public Digest? FindByCode(OrganId agency, int year, string code) => _find.Start().With(agency).With(year).With(Normal(code)).Single(static s => s.DigestOrNull(0));

    // What stands in front of the notation, without the letter of an inserted number; 0 when it is no number at all.
    private static long NumberOf(string code)
    {
        var text = code.AsSpan().Trim();
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(digits < 0 ? text : text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    // The same số/ký hiệu typed on two machines may come with composed or decomposed diacritics, and 7 or 007 for 07; it is one code (DOC-04).
    private static string Normal(string code) => DocumentCode.Spelled(code.Trim().Normalize(NormalizationForm.FormC));
}
