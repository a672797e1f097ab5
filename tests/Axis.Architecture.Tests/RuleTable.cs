using System.Text.RegularExpressions;

namespace Axis.Architecture.Tests;

/// <summary>The rows of docs/rules.csv.</summary>
internal static partial class RuleTable
{
    /// <summary>Every rule, in order.</summary>
    public static IReadOnlyList<BusinessRule> Rules { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "rules.csv"))
            .Skip(1)
            .Select(static line => Row().Match(line) is { Success: true } m
                ? new BusinessRule(m.Groups["id"].Value, m.Groups["what"].Value, m.Groups["plain"].Value + m.Groups["quoted"].Value)
                : throw new InvalidDataException($"'{line}' is no row of the table of rules."))];

    [GeneratedRegex("^(?<id>[A-Z]{3}-[0-9]{2}),\"(?<what>[^\"]+)\",(?:(?<plain>[^\",]+)|\"(?<quoted>[^\"]+)\")$")]
    private static partial Regex Row();
}

/// <summary>One rule.</summary>
/// <param name="Id">Its id, as sources and documentation cite it.</param>
/// <param name="Statement">What it asks.</param>
/// <param name="Source">The text it comes from, or DocAxis.</param>
internal sealed record BusinessRule(string Id, string Statement, string Source);
