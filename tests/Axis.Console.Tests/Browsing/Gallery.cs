using Microsoft.Playwright;

namespace Axis.Console.Tests.Browsing;

/// <summary>Looks at one page as four people would (desktop and phone, light and dark): judges each by axe-core, sees that nothing runs out of a phone's width, and keeps a picture.</summary>
internal static class Gallery
{
    /// <param name="stage">The nodes and people.</param>
    /// <param name="person">Who looks.</param>
    /// <param name="path">The page.</param>
    /// <param name="name">Of the pictures.</param>
    /// <param name="prepare">What is done on the page first.</param>
    public static async Task LookAsync(ConsoleStage stage, Person? person, string path, string name, Func<IPage, Task>? prepare = null)
    {
        var wrong = new List<string>();
        foreach (var (phone, dark) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            await using var visit = await Visit.OpenAsync(stage.NodeOf(person), phone, dark);
            if (person is not null)
            {
                await visit.EnterAsync(stage.NodeOf(person), person);
            }

            await visit.GoAsync(path);
            if (prepare is not null)
            {
                await prepare(visit.Page);
            }

            var kind = $"{(phone ? "phone" : "desktop")}-{(dark ? "dark" : "light")}";
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Artifacts, $"{name}-{kind}.png"), FullPage = true });
            wrong.AddRange((await Axe.FindAsync(visit.Page)).Select(v => $"{kind}: {v}"));
            wrong.AddRange(visit.Faults.Select(f => $"{kind}: {f}"));
            if (phone && await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is > 360 and var width)
            {
                wrong.Add($"{kind}: the page is {width} px wide");
            }
        }

        Assert.That(wrong, Is.Empty);
    }
}
