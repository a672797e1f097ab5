using Axis.Console.Tests.Browsing;

namespace Axis.Console.Tests.Journeys;

/// <summary>Without a mouse.</summary>
public sealed class KeyboardTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        await _stage.DeliverAsync("V/v dòng thứ nhất");
        await _stage.DeliverAsync("V/v dòng thứ hai");
        await _stage.DeliverAsync("V/v dòng thứ ba");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [TestCase("sent", false)]
    [TestCase("tracking", false)]
    [TestCase("inbox", true)]
    public async Task j_and_k_walk_along_the_lines_and_stop_at_the_ends(string list, bool upper)
    {
        await using var visit = await OpenAsync(upper ? ConsoleStage.ProvinceClerk : ConsoleStage.CommuneClerk, "/console/" + list);
        var rows = await visit.Page.Locator("[data-row]").CountAsync();
        var seen = new List<int>();
        foreach (var key in new[] { "j", "j", "k", "k", "k" })
        {
            await visit.Page.Keyboard.PressAsync(key);
            seen.Add(await AtAsync(visit));
        }

        await visit.Page.Locator("[data-row]").Nth(rows - 1).FocusAsync();
        await visit.Page.Keyboard.PressAsync("j");
        seen.Add(await AtAsync(visit));

        Assert.That((rows, seen), Is.EqualTo((rows, new List<int> { 0, 1, 0, 0, 0, rows - 1 })));
        Assert.That(rows, Is.AtLeast(3));
    }

    [Test]
    public async Task enter_opens_the_line()
    {
        await using var visit = await OpenAsync(ConsoleStage.CommuneClerk, "/console/sent");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/console/sent/*");

        Assert.That(await visit.TextAsync("h1"), Does.StartWith("V/v dòng"));
    }

    [TestCase("compose", "to", false)]
    [TestCase("directory", "q", true)]
    public async Task a_slash_leads_to_the_search_and_is_not_typed_into_it(string page, string field, bool upper)
    {
        await using var visit = await OpenAsync(upper ? ConsoleStage.ProvinceClerk : ConsoleStage.CommuneClerk, "/console/" + page);
        await visit.Page.Locator("h1").WaitForAsync();
        await visit.Page.EvaluateAsync("() => document.activeElement.blur()");
        await visit.Page.Keyboard.PressAsync("/");

        Assert.That((await visit.Page.EvaluateAsync<string>("() => document.activeElement.id"), await visit.Page.InputValueAsync("#" + field)), Is.EqualTo((field, "")));
    }

    [Test]
    public async Task a_question_mark_shows_the_keys_and_escape_puts_them_away()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, "/console/inbox");
        await visit.Page.Keyboard.PressAsync("?");
        await visit.Page.Locator("#keys[open]").WaitForAsync();
        var shown = await visit.TextAsync("#keys");
        await visit.Page.Keyboard.PressAsync("Escape");

        Assert.That(shown, Does.Contain("Dòng sau, dòng trước").And.Contain("Mở dòng đang chọn"));
        Assert.That(await visit.Page.Locator("#keys[open]").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task letters_typed_into_a_field_stay_letters()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, "/console/directory");
        await visit.Page.FocusAsync("#q");
        await visit.Page.Keyboard.TypeAsync("jk/?");

        Assert.That((await visit.Page.InputValueAsync("#q"), await visit.Page.Locator("#keys[open]").CountAsync()), Is.EqualTo(("jk/?", 0)));
    }

    [Test]
    public async Task tab_reaches_the_content_at_once_and_every_stop_shows_where_it_is()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, "/console/inbox");
        await visit.Page.Keyboard.PressAsync("Tab");
        var first = await visit.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')");
        await visit.Page.Keyboard.PressAsync("Enter");
        var at = await visit.Page.EvaluateAsync<string>("() => document.activeElement.id");
        var bare = new List<string>();
        for (var stop = 0; stop < 15; stop++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<string?>("() => { const e = document.activeElement; const s = getComputedStyle(e); return e === document.body || s.outlineStyle !== 'none' || s.boxShadow !== 'none' ? null : e.outerHTML.slice(0, 80); }") is { } hidden)
            {
                bare.Add(hidden);
            }
        }

        Assert.That((first, at), Is.EqualTo(("#main", "main")));
        Assert.That(bare, Is.Empty);
    }

    private static Task<int> AtAsync(Visit visit) => visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('[data-row]')].indexOf(document.activeElement)");

    private async Task<Visit> OpenAsync(Person person, string path)
    {
        var visit = await Visit.OpenAsync(_stage.NodeOf(person));
        await visit.EnterAsync(_stage.NodeOf(person), person);
        await visit.GoAsync(path);
        return visit;
    }
}
