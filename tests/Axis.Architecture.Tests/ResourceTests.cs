using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Axis.Architecture.Tests;

/// <summary>Migrations and log events.</summary>
public sealed partial class ResourceTests
{
    [Test]
    public void migrations_are_numbered_without_gaps()
    {
        var numbers = Migrations().Select(static m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Order().ToList();

        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, Math.Max(1, numbers.Count))));
    }

    [Test]
    public void every_migration_is_embedded_in_the_node()
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Axis.Node.dll")));
        var reader = file.GetMetadataReader();
        var embedded = reader.ManifestResources.Select(handle => reader.GetString(reader.GetManifestResource(handle).Name)).ToList();

        Assert.That(Migrations().Select(static m => m.Value).Where(name => !embedded.Any(e => e.EndsWith(name, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void log_events_are_unique_across_the_product()
    {
        var repeated = LogEvents().GroupBy(static e => e.Id).Where(static g => g.Count() > 1).Select(static g => $"{g.Key}: {string.Join(", ", g.Select(static e => e.Path))}");

        Assert.That(repeated, Is.Empty);
    }

    [Test]
    public void log_events_are_found() => Assert.That(LogEvents().Select(static e => e.Id), Does.Contain("6001"));

    private static IEnumerable<(string Path, string Id)> LogEvents() =>
        from file in Repository.Sources(Repository.Products)
        from Match match in LogEvent().Matches(file.Code)
        select (file.Path, match.Groups[1].Value);

    private static List<Match> Migrations() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "Axis.Node", "Storage"), "*.sql", SearchOption.AllDirectories)
            .Select(static f => Migration().Match(Path.GetFileName(f)))
            .Where(static m => m.Success)];

    [GeneratedRegex(@"^V(\d{3})_\w+\.sql$")]
    private static partial Regex Migration();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(\d+)")]
    private static partial Regex LogEvent();
}
