using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Node;
using Axis.Node.Storage;
using Axis.Node.Users;

namespace Axis.Console.Tests.Accounts;

/// <summary>A page does what it says in the role that it shows, or nothing.</summary>
public sealed class FormRoleTests
{
    private const string Post =
        """
        async (path) => {
          const body = new URLSearchParams({ "axis-form": document.querySelector("input[name=axis-form]").value, session: "" });
          const answer = await fetch(path, { method: "POST", body, headers: { Accept: "application/json" } });
          return answer.ok ? "done" : (await answer.json()).code;
        }
        """;

    private ConsoleStage _stage;

    private UserSessions Sessions => _stage.Upper.Get<UserSessions>();

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_form_opened_in_one_role_does_nothing_in_another()
    {
        await using var visit = await EnterAsync(ConsoleStage.DepartmentClerk);
        var before = await PostAsync(visit, "/console/account/sessions/end");
        await Sessions.ActAsAsync(await WhoAsync(visit), "leader", CancellationToken.None);

        Assert.That((before, await PostAsync(visit, "/console/account/sessions/end")), Is.EqualTo(("done", "FORM_STALE")));
    }

    [Test]
    public async Task a_form_opened_as_a_stand_in_does_nothing_once_that_has_ended()
    {
        var absent = new Person("vang.nha", "câu mở cửa đủ dài", Upper: true);
        await _stage.AddAsync(absent, "Người Vắng", new UserGrantView("leader", [ConsoleStage.ProvinceAgency]));
        var lender = (await Sessions.FindAsync(await OpenAsync(absent), CancellationToken.None))!;
        var now = TimeProvider.System.GetUtcNow();
        var lent = (Done<StandInRow>)await _stage.Upper.Get<StandIns>().LendAsync(lender, absent.Password, ConsoleStage.ProvinceClerk.Name, Role.Leader, now, now.AddDays(1), "nghỉ phép", CancellationToken.None);
        await using var visit = await EnterAsync(ConsoleStage.ProvinceClerk);
        await Sessions.ActAsAsync(await WhoAsync(visit), "leader@" + lent.Value.Id, CancellationToken.None);
        await visit.GoAsync("/console/account");
        await _stage.Upper.Get<StandIns>().EndAsync(lender, lent.Value.Id, CancellationToken.None);

        Assert.That(await PostAsync(visit, "/console/account/sessions/end"), Is.EqualTo("FORM_STALE"));
    }

    [Test]
    public async Task whoever_changed_the_role_elsewhere_can_still_sign_out_here()
    {
        await using var visit = await EnterAsync(ConsoleStage.DepartmentClerk);
        await Sessions.ActAsAsync(await WhoAsync(visit), "leader", CancellationToken.None);

        Assert.That(await PostAsync(visit, "/console/sign-out"), Is.EqualTo("done"));
    }

    private static Task<string> PostAsync(Visit visit, string path) => visit.Page.EvaluateAsync<string>(Post, path);

    private async Task<Visit> EnterAsync(Person person)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, person);
        await visit.GoAsync("/console/account");
        return visit;
    }

    private async Task<SignedIn> WhoAsync(Visit visit)
    {
        var cookie = (await visit.Page.Context.CookiesAsync()).Single(static c => c.Name == "__Host-axis");
        return (await Sessions.FindAsync(cookie.Value, CancellationToken.None))!;
    }

    private Task<string> OpenAsync(Person person) =>
        _stage.Upper.Store.WriteAsync(s => Sessions.Open(s, s.Users.FindByName(person.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
}
