using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Node.Users;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Accounts;

/// <summary>What people change about their own accounts, at the browser.</summary>
public sealed class OwnAccountPageTests
{
    private const string Password = "câu mở cửa đủ dài";
    private const string Newer = "mưa rào trên mái ngói";
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_password_is_replaced_and_the_new_one_signs_in()
    {
        var person = await NewAsync("doi.mat.khau");
        await using var visit = await OpenAsync(person, "/console/account/password");
        await ChangeAsync(visit.Page, Password, Newer, Newer);
        await visit.Page.WaitForURLAsync("**/account?said=password-changed");
        await using var later = await Visit.OpenAsync(_stage.Upper);
        await later.SignInAsync(person.Name, Newer);

        Assert.That(await later.TextAsync("h1"), Is.EqualTo("Hộp đến"));
    }

    [TestCase("không phải câu này đâu", Newer, Newer, "current", "Mật khẩu hiện tại không đúng")]
    [TestCase(Password, Newer, "gõ nhầm lần thứ hai", "again", "không giống nhau")]
    [TestCase(Password, "quy.tac và gì đó nữa", "quy.tac và gì đó nữa", "password", "không được chứa tên đăng nhập")]
    [TestCase(Password, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "password", "lặp lại quá ít ký tự")]
    [TestCase(Password, "password123456", "password123456", "password", "quá dễ đoán")]
    [TestCase(Password, Password, Password, "password", "phải khác mật khẩu hiện tại")]
    public async Task what_is_wrong_is_said_next_to_its_field(string current, string wanted, string again, string field, string sentence)
    {
        var person = await NewAsync("quy.tac");
        await using var visit = await OpenAsync(person, "/console/account/password");
        await ChangeAsync(visit.Page, current, wanted, again);
        await visit.Page.Locator($"#{field}-wrong:visible").WaitForAsync();

        Assert.That(await visit.TextAsync($"#{field}-wrong"), Does.Contain(sentence));
        Assert.That(await visit.Page.GetAttributeAsync("#" + field, "aria-describedby"), Does.Contain($"{field}-wrong"));
    }

    [Test]
    public async Task the_rule_is_told_before_anybody_breaks_it()
    {
        var person = await NewAsync("luat.truoc");
        await using var visit = await OpenAsync(person, "/console/account/password");

        Assert.That(await visit.TextAsync("#password-hint"), Does.Contain("Ít nhất 12 ký tự"));
        Assert.That(await visit.Page.GetAttributeAsync("#password", "minlength"), Is.EqualTo("12"));
    }

    [Test]
    public async Task with_codes_switched_on_nobody_signs_in_without_one()
    {
        var person = await NewAsync("hai.lop.trang");
        await using var visit = await OpenAsync(person, "/console/account/second-factor");
        var secret = FromBase32(await visit.TextAsync("code.key"));
        await visit.Page.FillAsync("#code", Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await visit.Page.FillAsync("#current", Password);
        await visit.Page.ClickAsync("main button.main");
        await visit.Page.WaitForURLAsync("**/account?said=second-factor-on");

        await using var later = await Visit.OpenAsync(_stage.Upper);
        await SignInAsync(later.Page, person, "");
        await later.Page.Locator("form > p.wrong:visible").WaitForAsync();
        await SignInAsync(later.Page, person, Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()) + 1));
        await later.Page.WaitForURLAsync("**/console/inbox");

        Assert.That(later.Faults.Concat(visit.Faults), Is.Empty);
    }

    [Test]
    public async Task a_wrong_code_switches_nothing_on_and_is_said_next_to_its_field()
    {
        var person = await NewAsync("sai.ma");
        await using var visit = await OpenAsync(person, "/console/account/second-factor");
        await visit.Page.FillAsync("#code", "000000");
        await visit.Page.FillAsync("#current", Password);
        await visit.Page.ClickAsync("main button.main");
        await visit.Page.Locator("#code-wrong:visible").WaitForAsync();

        Assert.That((await visit.TextAsync("#code-wrong"), _stage.Upper.Store.Read(s => s.Users.FindByName(person.Name))!.Totp), Is.EqualTo(("Mã xác thực không đúng.", (ReadOnlyMemory<byte>?)null)));
    }

    [Test]
    public async Task codes_are_switched_off_only_with_the_password()
    {
        var person = await NewAsync("tat.ma");
        await using var visit = await OpenAsync(person, "/console/account/second-factor");
        var secret = FromBase32(await visit.TextAsync("code.key"));
        await visit.Page.FillAsync("#code", Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await visit.Page.FillAsync("#current", Password);
        await visit.Page.ClickAsync("main button.main");
        await visit.Page.WaitForURLAsync("**/account?said=second-factor-on");
        await visit.Page.FillAsync("#current", "không phải câu này đâu");
        await visit.Page.ClickAsync("form[action$='/second-factor/off'] button");
        await visit.Page.Locator("#current-wrong:visible").WaitForAsync();
        await visit.Page.FillAsync("#current", Password);
        await visit.Page.ClickAsync("form[action$='/second-factor/off'] button");
        await visit.Page.WaitForURLAsync("**/account?said=second-factor-off");

        Assert.That(_stage.Upper.Store.Read(s => s.Users.FindByName(person.Name))!.Totp, Is.Null);
    }

    [Test]
    public Task the_password_page_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.DepartmentClerk, "/console/account/password", "password", async page =>
    {
        await ChangeAsync(page, ConsoleStage.DepartmentClerk.Password, "password123456", "password123456");
        await page.Locator("#password-wrong:visible").WaitForAsync();
    });

    private static async Task ChangeAsync(IPage page, string current, string wanted, string again)
    {
        await page.FillAsync("#current", current);
        await page.FillAsync("#password", wanted);
        await page.FillAsync("#again", again);
        await page.ClickAsync("main button.main");
    }

    private static async Task SignInAsync(IPage page, Person person, string code)
    {
        await page.GotoAsync("/console/sign-in");
        await page.FillAsync("#name", person.Name);
        await page.FillAsync("#password", person.Password);
        await page.FillAsync("#code", code);
        await page.ClickAsync("button.main");
    }

    // RFC 4648 §6, as the page groups it.
    private static byte[] FromBase32(string key)
    {
        var bits = string.Concat(key.Replace(" ", "", StringComparison.Ordinal).Select(static c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private async Task<Person> NewAsync(string name)
    {
        var person = new Person(name, Password, Upper: true);
        if (_stage.Upper.Store.Read(s => s.Users.FindByName(name)) is null)
        {
            await _stage.AddAsync(person, "Người tự đổi", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        }

        return person;
    }

    private async Task<Visit> OpenAsync(Person person, string path)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, person);
        await visit.GoAsync(path);
        return visit;
    }
}
