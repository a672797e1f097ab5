using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>What a reference that was followed covers.</summary>
/// <param name="Uri">The reference as written.</param>
/// <param name="Whole">Whether it is the whole document.</param>
/// <param name="Apex">The element; <c>null</c> for a file or the whole document.</param>
/// <param name="Without">Elements taken out.</param>
/// <param name="TextOnly">Whether only the text of the apex counts, as after base64 decoding of nodes: how it is divided among elements is anybody's.</param>
internal sealed record ReferenceTarget(string Uri, bool Whole, TreeElement? Apex, IReadOnlySet<TreeElement> Without, bool TextOnly)
{
    /// <summary>Whether the element, with its attributes and all in it that is not taken out, is covered.</summary>
    public bool Covers(TreeElement element)
    {
        if (!Whole && Apex?.Holds(element) != true)
        {
            return false;
        }

        for (var at = element; at is not null; at = at.Parent)
        {
            if (Without.Contains(at))
            {
                return false;
            }
        }

        return !TextOnly || (ReferenceEquals(element, Apex) && !element.Elements.Any());
    }

    /// <summary>In words.</summary>
    public string Words => Whole ? "toàn bộ tài liệu, trừ chữ ký"
        : Apex is null ? $"tệp '{Uri}'"
        : $"{Uri} ({Apex.LocalName}) tại {Apex.Path}";
}
