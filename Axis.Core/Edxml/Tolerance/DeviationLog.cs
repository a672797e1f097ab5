using System.Globalization;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Collects deviations, one per row of the catalogue, so that a hostile packet cannot make the list grow.</summary>
internal sealed class DeviationLog
{
    private const int MaxExcerpt = 60;
    private readonly Dictionary<string, (string Detail, int More)> _found = new(StringComparer.Ordinal);

    public void Add(string id, string detail) =>
        _found[id] = _found.TryGetValue(id, out var known) ? (known.Detail, known.More + 1) : (detail, 0);

    /// <summary>In the catalogue's order.</summary>
    public IReadOnlyList<Deviation> ToList() =>
    [
        .. DeviationCatalogue.Ids.Where(_found.ContainsKey).Select(id =>
        {
            var (detail, more) = _found[id];
            return new Deviation(id, more == 0 ? detail : $"{detail} (và {more} chỗ khác)", DeviationCatalogue.IsRepair(id));
        }),
    ];

    /// <summary>A short, harmless piece of the packet's own text.</summary>
    public static string Excerpt(string text)
    {
        var cut = text.Length <= MaxExcerpt ? text : text[..MaxExcerpt] + "…";
        return string.Concat(cut.Select(static c => char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '·' : c));
    }
}
