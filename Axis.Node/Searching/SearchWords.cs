using System.Globalization;

namespace Axis.Node.Searching;

/// <summary>What somebody typed to find a document.</summary>
/// <param name="Code">Part of number and notation.</param>
/// <param name="Agency">Code of its sender or of a recipient.</param>
/// <param name="Signer">Part of the name of the person who signed.</param>
/// <param name="Hash">SHA-256 of the packet, of an answer or of a receipt.</param>
/// <param name="From">First day, Vietnam time.</param>
/// <param name="To">Last day.</param>
internal sealed record SearchWords(string? Code, string? Agency, string? Signer, string? Hash, DateOnly? From, DateOnly? To)
{
    /// <summary>Whether anything was asked for.</summary>
    public bool Any => Parts().Any();

    /// <summary>For the journal.</summary>
    public string Text() => string.Join("; ", Parts());

    private IEnumerable<string> Parts()
    {
        foreach (var (name, value) in new[] { ("code", Code), ("agency", Agency), ("signer", Signer), ("hash", Hash), ("from", Day(From)), ("to", Day(To)) })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                yield return $"{name}={value.Trim()}";
            }
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
