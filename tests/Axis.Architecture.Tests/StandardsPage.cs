using System.Text.RegularExpressions;

namespace Axis.Architecture.Tests;

/// <summary>The rows of docs/standards.md: clause → type → test.</summary>
internal static partial class StandardsPage
{
    private const int Columns = 5;

    /// <summary>Every row of every table, in order.</summary>
    public static IReadOnlyList<StandardsRow> Rows { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "standards.md"))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells[^1] != "State")
            .Select(static cells => cells.Length == Columns
                ? new StandardsRow(cells[0], Names(cells[2]), Names(cells[3]), cells[4])
                : throw new InvalidDataException($"The row '{cells[0]}' has {cells.Length} cells, not {Columns}."))];

    /// <summary>Rules that the page says are not done yet: the bullets below the heading "Chưa làm".</summary>
    public static IReadOnlySet<string> NotDone { get; } = File.ReadLines(Path.Combine(Repository.Root, "docs", "standards.md"))
        .SkipWhile(static line => !line.EndsWith(" Chưa làm", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(static line => !line.StartsWith('#'))
        .Where(static line => line.StartsWith("* ", StringComparison.Ordinal))
        .SelectMany(static line => line[2..].Split(',', StringSplitOptions.TrimEntries))
        .ToHashSet(StringComparer.Ordinal);

    private static IReadOnlyList<string> Names(string cell) => [.. CodeSpan().Matches(cell).Select(static m => m.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}

/// <summary>One row.</summary>
/// <param name="Clause">Section, rule or promise.</param>
/// <param name="Types">Types without the leading <c>Axis.</c></param>
/// <param name="Tests">Test classes, with the method where one is named.</param>
/// <param name="State"><c>đủ</c>, or <c>một phần</c> and what is missing.</param>
internal sealed record StandardsRow(string Clause, IReadOnlyList<string> Types, IReadOnlyList<string> Tests, string State);
