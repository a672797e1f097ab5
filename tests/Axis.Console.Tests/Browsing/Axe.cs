using System.Text.Json;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Browsing;

/// <summary>Judges a page against WCAG 2.2 A and AA with axe-core.</summary>
internal static class Axe
{
    private const string Run =
        """
        async () => {
          const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
          return JSON.stringify(found.violations.map(v => v.id + ": " + v.help + " → " + v.nodes.map(n => n.target.join(" ") + " (" + (n.any[0]?.message ?? "") + ")").join("; ")));
        }
        """;

    private static readonly string Script = Path.Combine(Repository.Root, "tests", "Axis.Console.Tests", "node_modules", "axe-core", "axe.min.js");

    /// <summary>What is wrong; empty on a good page. Where axe-core was not installed the build server fails and other machines skip.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        if (!File.Exists(Script))
        {
            const string missing = "axe-core is not installed: run 'npm ci' in tests/Axis.Console.Tests";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(missing);
            }

            Assert.Ignore(missing);
        }

        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!;
    }
}
