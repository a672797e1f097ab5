using System.Text.RegularExpressions;
using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Registers;

/// <summary>The number books of an agency: each runs from 01 within a calendar year of Vietnam (DOC-04, DOC-05).</summary>
public static partial class RegisterBook
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

    /// <summary>The book of a document whose sender names none: a normative type's own (DOC-05), else the common one.</summary>
    public static string For(DocumentType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type is { Type: DocumentTypes.NormativeGroup, TypeDetail: { } detail and > 0 } ? Normative(detail) : Administrative;
    }

    /// <summary>
    /// Whether a sender may name a book so: up to 40 capital letters, digits, <c>_ : - .</c> An advisory body that uses the agency's seal and a type with a sequence
    /// of its own each get such a name (DOC-05); incoming numbers and books of secret documents are never given here (REG-06).
    /// </summary>
    public static bool IsName(string book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return NameForm().IsMatch(book) && book != Incoming && !SecrecyGuard.IsSecretNotation(book.Replace('_', '-').Replace(':', '-'));
    }

    /// <summary>The year in whose sequence an instant falls: Vietnam's, so that 31/12 at 17:00 UTC already numbers anew.</summary>
    public static int YearOf(DateTimeOffset instant) => VietnamTime.DateOf(instant).Year;

    [GeneratedRegex(@"^[A-ZĐ0-9][A-ZĐ0-9_:.-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();

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
