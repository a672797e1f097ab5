using Axis.Node.Hosting;

namespace Axis.Node.Tests.Hosting;

internal sealed class ProgramPagesTests
{
    [Test]
    [Platform("Linux")]
    public void what_was_given_back_is_read_again_when_it_is_wanted()
    {
        Assert.That(ProgramPages.GiveBack(), Is.GreaterThan(10), "assemblies are mapped");

        // Metadata of an assembly that nobody looked at yet, from pages that are no longer there.
        var types = typeof(Axis.Core.Agencies.OrganId).Assembly.GetTypes().Length;
        Assert.That(types, Is.GreaterThan(100));
    }

    [Test]
    [Platform("Linux")]
    public void what_was_given_back_is_no_longer_held()
    {
        Assert.That(typeof(Axis.Core.Agencies.OrganId).Assembly.GetTypes(), Is.Not.Empty, "something is held");
        var before = Held();
        ProgramPages.GiveBack();

        Assert.That(Held(), Is.LessThan(before));
    }

    /// <summary>KiB of assemblies, mapped shared and read-only, that are in memory (proc(5), smaps).</summary>
    private static long Held()
    {
        var (sum, counts) = (0L, false);
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.Contains(" r--s ", StringComparison.Ordinal))
            {
                counts = line.EndsWith(".dll", StringComparison.Ordinal);
            }
            else if (counts && line.StartsWith("Rss:", StringComparison.Ordinal))
            {
                (sum, counts) = (sum + long.Parse(line[4..^2].Trim(), System.Globalization.CultureInfo.InvariantCulture), false);
            }
        }

        return sum;
    }
}
