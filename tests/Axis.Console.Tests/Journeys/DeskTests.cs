using Axis.Console.Tests.Browsing;

namespace Axis.Console.Tests.Journeys;

/// <summary>Reports, people, systems, directory, settings and guides.</summary>
public sealed class DeskTests
{
    private static readonly Person Newcomer = new("tan.binh", "", Upper: true);
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        await _stage.DeliverAsync("V/v để có số liệu");
        await _stage.Upper.SendAsync(ConsoleStage.ProvinceAgency, [ConsoleStage.CommuneAgency], "V/v trả lời xã");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task the_charts_figures_stand_in_the_table_and_in_the_csv()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceOperator, "/console/reports?by=agency");
        var table = await visit.TextAsync("table.list");
        var csv = await visit.Page.EvaluateAsync<string>("async () => (await fetch(document.querySelector('a[download]').href)).text()");

        Assert.That(await visit.Page.Locator(".chart svg rect").CountAsync(), Is.GreaterThan(0));
        Assert.That(table, Does.Contain("Cơ quan H37"));
        Assert.That(csv, Does.Contain("Cơ quan H37"));
    }

    [Test]
    public async Task a_person_is_added_with_a_password_that_is_shown_once()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceOperator, "/console/users");
        await visit.Page.FillAsync("#name", Newcomer.Name);
        await visit.Page.FillAsync("#fullName", "Tân Bình");
        await visit.Page.FillAsync("#agencies", "H37");
        await visit.Page.ClickAsync("section.panel button.main");
        var password = await visit.TextAsync("code.key");
        await visit.GoAsync("/console/users");

        Assert.That(await visit.Page.ContentAsync(), Does.Contain("Tân Bình").And.Not.Contain(password));
    }

    [Test]
    public async Task a_disabled_persons_session_is_over()
    {
        var person = new Person("nghi.viec", "chiều nay gió lặng sóng êm", Upper: true);
        await _stage.AddAsync(person, "Nghỉ Việc", new Core.Contracts.UserGrantView("clerk", ["H37"]));
        await using var theirs = await EnterAsync(person, "/console/inbox");
        await using var visit = await EnterAsync(ConsoleStage.ProvinceOperator, "/console/users");
        await visit.Page.Locator("tr", new() { HasText = "nghi.viec" }).Locator("button", new() { HasText = "Khoá" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**?said=user-disabled");
        await theirs.GoAsync("/console/inbox");

        Assert.That(theirs.Page.Url, Does.Contain("/sign-in"));
    }

    [Test]
    public async Task settings_show_no_secret_and_no_address()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceOperator, "/console/settings");
        var text = await visit.TextAsync("main");

        Assert.That(text, Does.Contain("FreeSpaceReserveBytes").And.Not.Contain("127.0.0.1").And.Not.Match("(?i)(token|password|\\.p12|\\.key|pin)"));
    }

    [Test]
    public async Task the_directory_is_searched_without_diacritics()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceClerk, "/console/directory?q=co+quan+h37.61");

        Assert.That(await visit.TextAsync("table.list tbody tr"), Does.Contain("H37.61"));
    }

    [Test]
    public async Task each_role_is_led_to_its_own_guide_with_its_pictures()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceAuditor, "/console/guides");

        Assert.That(await visit.TextAsync("h1"), Is.EqualTo("Hướng dẫn cho người kiểm tra"));
        Assert.That(await visit.Page.EvalOnSelectorAllAsync<bool>("article img", "all => { all.forEach(i => i.loading = 'eager'); return Promise.all(all.map(i => i.decode())).then(() => all.length > 0); }"), Is.True);
    }

    [TestCase("reports?by=month", "reports")]
    [TestCase("directory", "directory")]
    [TestCase("users", "users")]
    [TestCase("systems", "systems")]
    [TestCase("settings", "settings")]
    [TestCase("guides", "guide")]
    public Task the_page_pleases_axe_at_every_size_and_brightness(string path, string name) => Gallery.LookAsync(_stage, ConsoleStage.ProvinceOperator, "/console/" + path, name);

    private async Task<Visit> EnterAsync(Person person, string path)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, person);
        await visit.GoAsync(path);
        return visit;
    }
}
