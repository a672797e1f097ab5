using System.Collections.Frozen;

namespace Axis.Signing.Trust.Explanations;

/// <summary>
/// The sentences of checks in English. A check writes its sentence once, in Vietnamese; that is what is stored, and stays as it was written. Who reads English gets
/// the same sentence out of a list (<c>english-sentences.po</c>), verdicts of earlier years included. What the list does not have stays as it is: names, subjects, numbers.
/// </summary>
public static class EnglishSentences
{
    private const int DeepestNesting = 8;
    private const int MostJoints = 4;

    // What joins parts that are sentences of their own; the widest first.
    private static readonly (string Between, string End)[] Joins = [(" · ", ""), (". ", "."), ("; ", ""), (", ", ""), (": ", "")];

    private static readonly Lazy<List<SentenceTemplate>> List = new(Load);
    private static readonly Lazy<FrozenDictionary<string, string>> Whole = new(static () =>
        List.Value.Where(static t => t.Holes == 0).ToFrozenDictionary(static t => t.Source, static t => t.Target, StringComparer.Ordinal));

    // The most specific first: a sentence that fits two lines of the list is the one with more words of its own.
    private static readonly Lazy<SentenceTemplate[]> Filled = new(static () => [.. List.Value.Where(static t => t.Holes > 0).OrderByDescending(static t => t.Words)]);

    /// <summary>The Vietnamese sentences of the list.</summary>
    public static IEnumerable<string> Known => List.Value.Select(static t => t.Source);

    /// <summary>The sentence in English; unchanged where the list does not have it.</summary>
    /// <param name="vietnamese">A sentence as a check wrote it, also several one after another.</param>
    public static string Of(string vietnamese)
    {
        ArgumentNullException.ThrowIfNull(vietnamese);
        return Of(vietnamese, 0);
    }

    /// <summary>The sentence in one of the two languages.</summary>
    public static string In(Language language, string vietnamese) => language == Language.English ? Of(vietnamese) : vietnamese;

    private static string Of(string text, int depth)
    {
        var core = text.Trim();
        if (core.Length == 0 || depth > DeepestNesting)
        {
            return text;
        }

        return OfWhole(core, depth) ?? OfParts(core, depth) ?? text;
    }

    private static string? OfWhole(string text, int depth)
    {
        if (Whole.Value.TryGetValue(text, out var known))
        {
            return known;
        }

        foreach (var template in Filled.Value)
        {
            if (template.Match(text) is { } parts)
            {
                return template.Fill(parts.Select(p => Of(p, depth + 1)));
            }
        }

        return null;
    }

    // Part by part in one pass, so that a report of many thousand parts costs no more than its length.
    private static string? OfParts(string text, int depth)
    {
        foreach (var (between, end) in Joins)
        {
            var parts = text.Split(between);
            if (parts.Length == 1)
            {
                continue;
            }

            var (told, changed) = (new List<string>(), false);
            for (var i = 0; i < parts.Length; i++)
            {
                if (Longest(parts, ref i, between, end, depth) is { } known)
                {
                    told.Add(known);
                    changed = true;
                    continue;
                }

                var inner = depth < DeepestNesting ? OfParts(parts[i], depth + 1) : null;
                changed |= inner is not null;
                told.Add(inner ?? parts[i]);
            }

            if (changed)
            {
                return string.Join(between, told);
            }
        }

        return null;
    }

    // A sentence of the list may have such a joint of its own.
    private static string? Longest(string[] parts, ref int i, string between, string end, int depth)
    {
        for (var length = Math.Min(MostJoints, parts.Length - i); length > 0; length--)
        {
            var last = i + length == parts.Length;
            if (OfWhole(string.Join(between, parts, i, length) + (last ? "" : end), depth + 1) is { } known)
            {
                i += length - 1;
                return last || end.Length == 0 || !known.EndsWith(end, StringComparison.Ordinal) ? known : known[..^end.Length];
            }
        }

        return null;
    }

    private static List<SentenceTemplate> Load()
    {
        using var stream = typeof(EnglishSentences).Assembly.GetManifestResourceStream(typeof(EnglishSentences), "english-sentences.po")
            ?? throw new InvalidOperationException("The list of English sentences is not in the assembly.");
        using var reader = new StreamReader(stream);
        return [.. SentenceList.Read(reader).Select(static e => new SentenceTemplate(e.Source, e.Target))];
    }
}
