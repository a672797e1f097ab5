using System.Globalization;
using System.Text;

namespace Axis.Signing.Trust.Explanations;

/// <summary>A sentence with places to fill in, <c>{0}</c>, <c>{1}</c> …, in both languages. The English one may have them in another order.</summary>
internal sealed class SentenceTemplate
{
    private readonly string[] _literals;
    private readonly (string Text, int Hole)[] _target;

    public SentenceTemplate(string source, string target)
    {
        (Source, Target) = (source, target);
        var parts = Split(source);
        _literals = [.. parts.Select(static p => p.Text)];
        _target = Split(target);
        Holes = parts.Length - 1;
        Words = _literals.Sum(static l => l.Length);
    }

    /// <summary>The Vietnamese sentence.</summary>
    public string Source { get; }

    /// <summary>The English one.</summary>
    public string Target { get; }

    /// <summary>Number of places to fill in.</summary>
    public int Holes { get; }

    /// <summary>Letters that the sentence itself has.</summary>
    public int Words { get; }

    /// <summary>What fills the places of this text; <c>null</c> when the text is not this sentence. One pass over the text, whatever it holds.</summary>
    public IReadOnlyList<string>? Match(string text)
    {
        if (!text.StartsWith(_literals[0], StringComparison.Ordinal) || !text.EndsWith(_literals[^1], StringComparison.Ordinal) || text.Length < Words)
        {
            return null;
        }

        var (filled, at, end) = (new List<string>(Holes), _literals[0].Length, text.Length - _literals[^1].Length);
        for (var i = 1; i < _literals.Length - 1; i++)
        {
            var next = at > end ? -1 : text.IndexOf(_literals[i], at, end - at, StringComparison.Ordinal);
            if (next < 0)
            {
                return null;
            }

            filled.Add(text[at..next]);
            at = next + _literals[i].Length;
        }

        if (at > end)
        {
            return null;
        }

        filled.Add(text[at..end]);
        return filled;
    }

    /// <summary>The English sentence with its places filled.</summary>
    public string Fill(IEnumerable<string> parts)
    {
        var filled = parts.ToArray();
        var text = new StringBuilder();
        foreach (var (literal, hole) in _target)
        {
            text.Append(literal).Append(hole < 0 ? "" : filled[hole]);
        }

        return text.ToString();
    }

    // Each literal with the number of the place that follows it; the last one has none.
    private static (string Text, int Hole)[] Split(string sentence)
    {
        var (parts, start) = (new List<(string, int)>(), 0);
        for (var open = sentence.IndexOf('{', StringComparison.Ordinal); open >= 0; open = sentence.IndexOf('{', open + 1))
        {
            var close = sentence.IndexOf('}', open);
            if (close > open && int.TryParse(sentence.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var hole))
            {
                parts.Add((sentence[start..open], hole));
                start = close + 1;
            }
        }

        parts.Add((sentence[start..], -1));
        return [.. parts];
    }
}
