using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;

namespace Axis.Console.Tests.Accounts;

/// <summary>How people get in, and out.</summary>
public sealed class SignInTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task the_root_leads_to_the_sign_in_page()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.GoAsync("/");

        Assert.That(new Uri(visit.Page.Url).AbsolutePath, Is.EqualTo("/console/sign-in"));
    }

    [Test]
    public async Task a_page_asked_for_is_shown_after_signing_in()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.SignInAsync(ConsoleStage.ProvinceClerk.Name, ConsoleStage.ProvinceClerk.Password, "/console/account");

        Assert.That(new Uri(visit.Page.Url).AbsolutePath, Is.EqualTo("/console/account"));
    }

    [Test]
    public async Task a_wrong_password_says_so_in_the_form_and_lets_nobody_in()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.GoAsync("/console/sign-in");
        await visit.Page.FillAsync("#name", ConsoleStage.ProvinceClerk.Name);
        await visit.Page.FillAsync("#password", "không phải mật khẩu này");
        await visit.Page.ClickAsync("button.main");
        await visit.Page.Locator("form > p.wrong").First.WaitForAsync();

        Assert.That(await visit.TextAsync("form > p.wrong"), Does.Contain("không đúng"));
        Assert.That((await visit.Page.Context.CookiesAsync()).Select(static c => c.Name), Has.None.EqualTo("__Host-axis"));
    }

    [Test]
    public async Task the_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.SignInAsync(ConsoleStage.ProvinceClerk.Name, ConsoleStage.ProvinceClerk.Password);
        var cookie = (await visit.Page.Context.CookiesAsync()).Single(static c => c.Name == "__Host-axis");

        Assert.That((cookie.HttpOnly, cookie.Secure, cookie.SameSite), Is.EqualTo((true, true, Microsoft.Playwright.SameSiteAttribute.Strict)));
    }

    [Test]
    public async Task signing_out_ends_the_session_at_the_node_too()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.SignInAsync(ConsoleStage.ProvinceClerk.Name, ConsoleStage.ProvinceClerk.Password);
        var cookies = await visit.Page.Context.CookiesAsync();
        await visit.Page.ClickAsync("details.person > summary");
        await visit.Page.ClickAsync("form[action='/console/sign-out'] button");
        await visit.Page.WaitForURLAsync("**/sign-in?said=signed-out");
        await visit.Page.Context.AddCookiesAsync(cookies.Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, Secure = c.Secure, HttpOnly = c.HttpOnly, SameSite = c.SameSite }));
        await visit.GoAsync("/console/inbox");

        Assert.That(new Uri(visit.Page.Url).AbsolutePath, Is.EqualTo("/console/sign-in"));
    }

    [Test]
    public async Task somebody_with_a_first_password_has_to_replace_it_before_anything_else()
    {
        var person = new Person("moi.tuyen", "mật khẩu do quản trị đặt", Upper: true);
        await _stage.AddAsync(person, "Người Mới", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        await _stage.Upper.Get<Node.Users.UserAccounts>().ResetAsync(person.Name, new ResetUser { Password = person.Password }, "test", CancellationToken.None);
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.SignInAsync(person.Name, person.Password);
        await visit.GoAsync("/console/inbox");
        Assert.That(new Uri(visit.Page.Url).AbsolutePath, Is.EqualTo("/console/account/password"));

        await visit.Page.FillAsync("#current", person.Password);
        await visit.Page.FillAsync("#password", "của riêng tôi từ hôm nay");
        await visit.Page.FillAsync("#again", "của riêng tôi từ hôm nay");
        await visit.Page.ClickAsync("main button.main");
        await visit.Page.WaitForURLAsync("**/account?said=password-changed");
        await visit.GoAsync("/console/inbox");
        Assert.That(await visit.TextAsync("h1"), Is.EqualTo("Hộp đến"));
    }

    [Test]
    public async Task whoever_signed_in_here_before_is_not_kept_out_by_a_strangers_guesses()
    {
        var person = new Person("bi.do", "cổng làng mở sớm", Upper: true);
        await _stage.AddAsync(person, "Người Bị Dò", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.SignInAsync(person.Name, person.Password);
        await visit.Page.ClickAsync("details.person > summary");
        await visit.Page.ClickAsync("form[action='/console/sign-out'] button");
        await visit.Page.WaitForURLAsync("**/sign-in?said=signed-out");
        for (var i = 0; i < 5; i++)
        {
            await _stage.Upper.Get<Node.Users.SignIn>().ByPasswordAsync(person.Name, "đoán mò một câu", null, new Node.Users.Visitor(null, null), CancellationToken.None);
        }

        await visit.SignInAsync(person.Name, person.Password, "/console/account");

        Assert.That(new Uri(visit.Page.Url).AbsolutePath, Is.EqualTo("/console/account"));
    }

    [Test]
    public async Task a_form_without_its_token_changes_nothing()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.SignInAsync(ConsoleStage.ProvinceClerk.Name, ConsoleStage.ProvinceClerk.Password);
        var status = await visit.Page.EvaluateAsync<int>("async () => (await fetch('/console/sign-out', { method: 'POST', body: new URLSearchParams({ a: 'b' }), headers: { Accept: 'application/json' } })).status");
        await visit.GoAsync("/console/account");

        Assert.That((status, new Uri(visit.Page.Url).AbsolutePath), Is.EqualTo((400, "/console/account")));
    }

    [Test]
    public async Task the_console_works_without_scripts()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper, scripts: false);
        await visit.SignInAsync(ConsoleStage.ProvinceClerk.Name, ConsoleStage.ProvinceClerk.Password);

        Assert.That(await visit.TextAsync("h1"), Is.EqualTo("Hộp đến"));
    }

    [Test]
    public Task the_sign_in_page_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, null, "/console/sign-in", "sign-in");

    [Test]
    public Task the_account_page_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.DepartmentClerk, "/console/account", "account");

    [Test]
    public Task the_page_for_the_second_factor_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.DepartmentClerk, "/console/account/second-factor", "second-factor");

    [Test]
    public Task a_page_that_is_not_there_says_so_and_pleases_axe() => Gallery.LookAsync(_stage, ConsoleStage.DepartmentClerk, "/console/khong-co", "not-found");
}
