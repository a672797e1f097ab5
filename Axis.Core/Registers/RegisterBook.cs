using Axis.Core.Rules;

namespace Axis.Core.Registers;

/// <summary>The number books of an agency: each runs from 01 within a calendar year of Vietnam (DOC-04, DOC-05).</summary>
public static class RegisterBook
{
    /// <summary>Administrative documents share one book unless the agency's head decides otherwise.</summary>
    public const string Administrative = "HANH_CHINH";

    /// <summary>Incoming documents: one book, paper and electronic together (RCV-08).</summary>
    public const string Incoming = "DEN";

    private const string NormativePrefix = "QPPL:";

    /// <summary>The book of a legal-normative type, which has a sequence of its own (NĐ 30/2020 Art. 15.1).</summary>
    /// <param name="typeCode">Number of the type in group 1 (edXML §6.4).</param>
    public static string Normative(int typeCode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(typeCode, 1);
        return NormativePrefix + typeCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The year in whose sequence an instant falls: Vietnam's, so that 31/12 at 17:00 UTC already numbers anew.</summary>
    public static int YearOf(DateTimeOffset instant) => VietnamTime.DateOf(instant).Year;

    /// <summary>The name of a book for people.</summary>
    public static string NameOf(string book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return book switch
        {
            Administrative => "Sổ đăng ký văn bản đi (hành chính)",
            Incoming => "Sổ đăng ký văn bản đến",
            _ when book.StartsWith(NormativePrefix, StringComparison.Ordinal) => "Sổ đăng ký văn bản quy phạm pháp luật, loại " + book[NormativePrefix.Length..],
            _ => "Sổ đăng ký văn bản đi: " + book,
        };
    }
}
