using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Axis.Core.Agencies;

/// <summary>The name of one running axis in the directory: 3 to 63 of a–z, 0–9, '-' and '.', starting with a letter.</summary>
public readonly partial record struct NodeId
{
    private readonly string? _value;

    private NodeId(string value) => _value = value;

    /// <summary>The text; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this is <c>default</c>.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_value);

    /// <summary>Reads a node name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NodeId id)
    {
        id = default;
        if (text is null || !Pattern().IsMatch(text))
        {
            return false;
        }

        id = new NodeId(text);
        return true;
    }

    /// <summary>Reads a node name that is known to be one.</summary>
    /// <exception cref="FormatException">The text is no node name.</exception>
    public static NodeId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a node name (3–63 of a–z, 0–9, '-', '.').");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
