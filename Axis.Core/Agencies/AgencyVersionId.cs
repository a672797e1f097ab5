using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Axis.Core.Agencies;

/// <summary>
/// One version of one agency (REF-07): the surviving code of a merger is the same code and yet another agency, with another area and perhaps another name.
/// Registers, reports and bindings are kept per version. Written <c>H44#2</c>.
/// </summary>
/// <param name="Code">The agency.</param>
/// <param name="Version">1 for the first.</param>
public readonly record struct AgencyVersionId(OrganId Code, int Version)
{
    /// <summary>Reads the written form; a code alone is version 1.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AgencyVersionId id)
    {
        id = default;
        var hash = text?.LastIndexOf('#') ?? -1;
        var version = 1;
        if (!OrganId.TryParse(hash < 0 ? text : text![..hash], out var code)
            || (hash >= 0 && (!int.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out version) || version < 1)))
        {
            return false;
        }

        id = new AgencyVersionId(code, version);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code}#{Version}");
}
