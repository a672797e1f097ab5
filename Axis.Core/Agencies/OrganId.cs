using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Axis.Core.Agencies;

/// <summary>
/// An agency's identifier on the axis, trimmed and upper-cased (rule IDC-08), of either code family (QCVN 102:2016, Quyết định 20/2020/QĐ-TTg).
/// The code never tells the tier (LVL-01).
/// </summary>
public readonly partial record struct OrganId : IComparable<OrganId>
{
    /// <summary>Longest identifier, in characters (QĐ 20/2020).</summary>
    public const int MaxLength = 35;

    private readonly string? _value;

    private OrganId(string value) => _value = value;

    /// <summary>The normalised text; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this is <c>default</c>, no identifier at all.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_value);

    /// <summary>Which family the code belongs to (IDC-01…IDC-03, IDC-06).</summary>
    public OrganIdForm Form =>
        QcvnPattern().IsMatch(Value) ? OrganIdForm.Qcvn
        : Qd20Pattern().IsMatch(Value) ? OrganIdForm.Qd20
        : ShortQcvnPattern().IsMatch(Value) && Value.Length < 13 ? OrganIdForm.ShortQcvn
        : OrganIdForm.FreeForm;

    /// <summary>Reads an identifier. Blank text and the literal word <c>null</c> are none (edXML T21).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrganId id)
    {
        id = default;
        var trimmed = text?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(trimmed) || trimmed == "NULL" || trimmed.Length > MaxLength)
        {
            return false;
        }

        foreach (var c in trimmed)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        id = new OrganId(trimmed);
        return true;
    }

    /// <summary>Reads an identifier that is known to be one.</summary>
    /// <exception cref="FormatException">The text is blank, <c>null</c>, too long or holds white space or control characters.</exception>
    public static OrganId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an agency identifier.");

    /// <summary>
    /// Proposes the QĐ 20 code of a QCVN code (IDC-04). Only a proposal: the directory's explicit pair wins.
    /// <c>null</c> when no pair may be derived, because a zero group lies between others (IDC-05) or the code is not of the QCVN form.
    /// </summary>
    public OrganId? ProposeQd20() => CodeMapping.ToQd20(this) is CodeProposal.Proposed proposed ? proposed.Code : null;

    /// <inheritdoc/>
    public int CompareTo(OrganId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public bool Equals(OrganId other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    public static bool operator <(OrganId left, OrganId right) => left.CompareTo(right) < 0;

    public static bool operator >(OrganId left, OrganId right) => left.CompareTo(right) > 0;

    public static bool operator <=(OrganId left, OrganId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(OrganId left, OrganId right) => left.CompareTo(right) >= 0;

    [GeneratedRegex(@"^[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex QcvnPattern();

    [GeneratedRegex(@"^[A-Z][0-9]{2}(\.[0-9A-Z]{2,})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Qd20Pattern();

    [GeneratedRegex(@"^([0-9A-Z]{2,3}\.)+[A-Z][0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ShortQcvnPattern();
}
