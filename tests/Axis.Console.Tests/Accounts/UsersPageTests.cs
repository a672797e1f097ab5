using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Node.Users;

namespace Axis.Console.Tests.Accounts;

/// <summary>What an operator sees of people, and what the buttons do.</summary>
public sealed class UsersPageTests
{
    private static readonly Person Locked = new("bi.khoa", "giếng nước gốc đa", Upper: true);
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        await _stage.AddAsync(Locked, "Ngô Bị Khoá", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task whom_wrong_attempts_have_locked_out_is_shown_so_and_let_in_by_a_button_that_keeps_the_password()
    {
        await LockAsync();
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceOperator);
        await visit.GoAsync("/console/users");
        var row = visit.Page.Locator("tr", new() { HasText = Locked.Name });
        var marks = await row.Locator(".marks").InnerTextAsync();
        await row.Locator("button[formaction$='/enable']").ClickAsync();
        await visit.Page.WaitForURLAsync("**/users?said=user-enabled");

        Assert.That(marks, Does.Contain("Tạm khoá đến"));
        Assert.That(await SignInAsync(Locked.Password), Is.InstanceOf<Node.Done<string>>());
    }

    [Test]
    public async Task whose_roles_were_changed_reads_it_at_the_top_of_every_page_and_says_so()
    {
        var person = new Person("doi.vai", "bến nước con đò", Upper: true);
        await _stage.AddAsync(person, "Người Đổi Vai", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        await _stage.Upper.Get<UserAccounts>().ChangeAsync(person.Name, new ChangeUser { Grants = [new UserGrantView("leader", [ConsoleStage.ProvinceAgency])] }, "test", CancellationToken.None);
        await Gallery.LookAsync(_stage, person, "/console/inbox", "rights-changed");
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, person);
        await visit.GoAsync("/console/inbox");
        var told = await visit.TextAsync("main > form.notice");
        await visit.Page.ClickAsync("main > form.notice button");
        await visit.Page.WaitForURLAsync("**/console/account");

        Assert.That((told.Contains("đã đổi lúc", StringComparison.Ordinal), await visit.Page.Locator("main > form.notice").CountAsync()), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task arrangements_of_stand_ins_are_listed()
    {
        var sessions = _stage.Upper.Get<UserSessions>();
        var cookie = await _stage.Upper.Store.WriteAsync(s => sessions.Open(s, s.Users.FindByName(ConsoleStage.DepartmentClerk.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        var substitute = new Person("lam.thay", "mái đình cong vút", Upper: true);
        await _stage.AddAsync(substitute, "Người Làm Thay", new UserGrantView("clerk", [ConsoleStage.DepartmentAgency]));
        var now = TimeProvider.System.GetUtcNow();
        await _stage.Upper.Get<StandIns>().LendAsync((await sessions.FindAsync(cookie, CancellationToken.None))!, ConsoleStage.DepartmentClerk.Password, substitute.Name, Node.Role.Leader, now, now.AddDays(2), "đi họp", CancellationToken.None);
        await Gallery.LookAsync(_stage, ConsoleStage.ProvinceOperator, "/console/users", "users-stand-ins");
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceOperator);
        await visit.GoAsync("/console/users");

        Assert.That(await visit.TextAsync("div[aria-labelledby=stand-in-title]"), Does.Contain("Phạm Thu").And.Contain("Người Làm Thay"));
    }

    [Test]
    public async Task the_page_pleases_axe_at_every_size_and_brightness()
    {
        await LockAsync();
        await Gallery.LookAsync(_stage, ConsoleStage.ProvinceOperator, "/console/users", "users-locked");
    }

    private Task<Node.Outcome<string>> SignInAsync(string password) => _stage.Upper.Get<SignIn>().ByPasswordAsync(Locked.Name, password, null, new Visitor(null, null), CancellationToken.None);

    private Task<bool> LockAsync() => _stage.Upper.Store.WriteAsync(
        session =>
        {
            session.Users.Update(session.Users.FindByName(Locked.Name)! with { LockedUntil = TimeProvider.System.GetUtcNow().AddMinutes(5) });
            return true;
        },
        CancellationToken.None);
}
