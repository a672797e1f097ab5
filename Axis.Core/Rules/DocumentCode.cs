using System.Globalization;
using System.Text.RegularExpressions;

namespace Axis.Core.Rules;

/// <summary>Số và ký hiệu văn bản (DOC-02, DOC-03; NĐ 30/2020 PL I).</summary>
public static partial class DocumentCode
{
    /// <summary>A running number as it is written: below 10 with a leading zero.</summary>
    public static string FormatNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return number.ToString("00", CultureInfo.InvariantCulture);
    }

    /// <summary>Number and notation as people write them.</summary>
    public static string Format(int number, string notation) => FormatNumber(number) + "/" + notation;

    /// <summary>
    /// The notation of a document: the type's abbreviation and the agency's, or for a type without one the agency's and the drafting unit's.
    /// </summary>
    public static string Notation(DocumentTypeInfo type, string agencyAbbreviation, string? unitAbbreviation)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrWhiteSpace(agencyAbbreviation);
        return type.Abbreviation is { } abbreviation ? $"{abbreviation}-{agencyAbbreviation}"
            : string.IsNullOrWhiteSpace(unitAbbreviation) ? agencyAbbreviation
            : $"{agencyAbbreviation}-{unitAbbreviation}";
    }

    /// <summary>Whether the number is in form: digits, at least two of them, with at most one letter after them for an inserted number.</summary>
    public static bool IsNumber(string text) => NumberPattern().IsMatch(text);

    /// <summary>Whether the notation is in form: groups of letters and digits joined by "-", no spaces.</summary>
    public static bool IsNotation(string text) => NotationPattern().IsMatch(text);

    [GeneratedRegex(@"^[0-9]{2,}[a-zđ]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[\p{L}\p{M}0-9.&]+([-/][\p{L}\p{M}0-9.&]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NotationPattern();
}
