using System.Globalization;
using System.Text.RegularExpressions;

namespace Axis.Core.Registers;

/// <summary>Số and ký hiệu of a document (NĐ 30/2020, Phụ lục I): <c>05/QĐ-UBND</c>, <c>512/UBND-KSTT</c>.</summary>
/// <param name="Number">Số, as written.</param>
/// <param name="Notation">Ký hiệu.</param>
public sealed partial record DocumentCode(string Number, string Notation)
{
    /// <summary>Longest number, in characters (NĐ 30/2020, Phụ lục VI).</summary>
    public const int MaxNumber = 11;

    /// <summary>Longest notation, in characters (NĐ 30/2020, Phụ lục VI).</summary>
    public const int MaxNotation = 30;

    /// <summary>Composes number and notation (DOC-02): type and agency; for a type without abbreviation (công văn) agency and drafting unit.</summary>
    /// <param name="number">Running number, from 1.</param>
    /// <param name="typeAbbreviation">Abbreviation of the type, e.g. <c>QĐ</c>; empty for công văn.</param>
    /// <param name="agencyAbbreviation">Abbreviation of the issuing agency, e.g. <c>UBND</c>.</param>
    /// <param name="unitAbbreviation">Abbreviation of the drafting unit, e.g. <c>KSTT</c>; used where the type has none.</param>
    /// <exception cref="ArgumentException">A part is missing, or holds something else than letters and digits, groups being joined by '-'.</exception>
    public static DocumentCode Compose(long number, string? typeAbbreviation, string agencyAbbreviation, string? unitAbbreviation)
    {
        var first = string.IsNullOrEmpty(typeAbbreviation) ? agencyAbbreviation : typeAbbreviation;
        var second = string.IsNullOrEmpty(typeAbbreviation) ? unitAbbreviation : agencyAbbreviation;
        ArgumentException.ThrowIfNullOrEmpty(first, nameof(agencyAbbreviation));
        var notation = string.IsNullOrEmpty(second) ? first : first + "-" + second;
        if (!NotationForm().IsMatch(notation) || notation.Length > MaxNotation)
        {
            throw new ArgumentException($"'{notation}' is no notation: groups of letters and digits joined by '-', at most {MaxNotation} characters.", nameof(agencyAbbreviation));
        }

        return new DocumentCode(FormatNumber(number), notation);
    }

    /// <summary>Writes a running number; below 10 with a leading zero (DOC-03).</summary>
    public static string FormatNumber(long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return number.ToString("00", CultureInfo.InvariantCulture);
    }

    /// <summary>The one spelling of a number (DOC-03): <c>7</c> and <c>007</c> are <c>07</c>. A number is given once in whatever spelling (DOC-04).</summary>
    /// <param name="number">A number as typed or received; what follows its digits stays, and what begins with none is left alone.</param>
    public static string Spelled(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var digits = number.TakeWhile(char.IsAsciiDigit).Count();
        return digits == 0 ? number : number[..digits].TrimStart('0').PadLeft(2, '0') + number[digits..];
    }

    /// <summary>Whether the number is in form: digits from 01, a zero before them only below 10 (DOC-03), with at most one letter after them for an inserted number.</summary>
    public static bool IsWellFormedNumber(string number) => NumberForm().IsMatch(number);

    /// <summary>Whether the notation is written as the decree wants it: groups joined by '-', no spaces (DOC-02). Others travel with a warning.</summary>
    public static bool IsWellFormedNotation(string notation)
    {
        ArgumentNullException.ThrowIfNull(notation);
        return notation.Length <= MaxNotation && NotationForm().IsMatch(notation);
    }

    /// <summary>Number and notation as people write them.</summary>
    public override string ToString() => Notation.Length == 0 ? Number : Number + "/" + Notation;

    [GeneratedRegex(@"^(?:0[1-9]|[1-9][0-9]+)[a-zđ]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();

    // A normative document writes its year between number and notation (12/2024/NĐ-CP), hence the slash.
    [GeneratedRegex(@"^(?:\d{4}/)?[\p{L}\p{Nd}]+(?:[-.&][\p{L}\p{Nd}]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NotationForm();
}
