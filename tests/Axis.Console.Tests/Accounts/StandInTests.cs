using Axis.Console.Tests.Browsing;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node;
using Axis.Node.Storage;
using Axis.Node.Users;

namespace Axis.Console.Tests.Accounts;

/// <summary>How much of a role an absent colleague lends.</summary>
public sealed class StandInTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task only_the_agencies_that_both_serve_are_lent()
    {
        var sessions = _stage.Upper.Get<UserSessions>();
        var absent = new Person("hai.co.quan", "câu mở cửa đủ dài", Upper: true);
        await _stage.AddAsync(absent, "Người Vắng", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency, ConsoleStage.DepartmentAgency]));
        var lender = (await sessions.FindAsync(await OpenAsync(absent), CancellationToken.None))!;
        var now = TimeProvider.System.GetUtcNow();
        var lent = (Done<StandInRow>)await _stage.Upper.Get<StandIns>().LendAsync(lender, absent.Password, ConsoleStage.DepartmentClerk.Name, Role.Clerk, now, now.AddDays(1), "nghỉ phép", CancellationToken.None);
        var secret = await OpenAsync(ConsoleStage.DepartmentClerk);
        await sessions.ActAsAsync((await sessions.FindAsync(secret, CancellationToken.None))!, "clerk@" + lent.Value.Id, CancellationToken.None);

        Assert.That((await sessions.FindAsync(secret, CancellationToken.None))!.Actor.Agencies, Is.EqualTo(new[] { OrganId.Parse(ConsoleStage.DepartmentAgency) }));
    }

    private Task<string> OpenAsync(Person person) => _stage.Upper.Store.WriteAsync(
        s => _stage.Upper.Get<UserSessions>().Open(s, s.Users.FindByName(person.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
}
