using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Rules;

namespace Axis.Core.Registers;

/// <summary>Composes the identifier under which a document travels (edXML §4.1, IDC-10). Readers treat it as opaque text.</summary>
public static class DocumentIds
{
    /// <summary>Longest identifier, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary><c>OrganId,yyyy/MM/dd,Number/Notation</c>, the form recommended for writing.</summary>
    /// <exception cref="ArgumentException">The identifier would be longer than <see cref="MaxLength"/>.</exception>
    public static string Compose(OrganId from, DateOnly issued, DocumentCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var id = string.Create(CultureInfo.InvariantCulture, $"{from},{VietnamTime.FormatDate(issued)},{code}");
        return id.Length <= MaxLength ? id : throw new ArgumentException($"The document identifier would have {id.Length} characters, more than {MaxLength}.", nameof(code));
    }
}
