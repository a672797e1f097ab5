using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Users;

/// <summary>What lending a role asks for, and what ends it.</summary>
public sealed class StandInsTests
{
    private const string Absent = "lan.nguyen";
    private const string Substitute = "minh.le";
    private People _people = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _people = new People();
        await _people.AddAsync(Absent, new UserGrantView("clerk", [People.Heir]));
        await _people.AddAsync(Substitute, new UserGrantView("leader", [People.Heir]));
    }

    [TearDown]
    public async Task StopAsync() => await _people.DisposeAsync();

    [Test]
    public async Task an_open_browser_is_not_enough_to_lend_a_role()
    {
        var lent = await LendAsync("một câu đoán mò");

        Assert.That(((lent as Refused<StandInRow>)?.Why.Code, _people.Arrangements.All().Count), Is.EqualTo(("PASSWORD_WRONG", 0)));
    }

    [Test]
    public async Task guesses_at_lending_lock_the_account_like_any_others()
    {
        for (var i = 0; i < 5; i++)
        {
            await LendAsync("một câu đoán mò");
        }

        Assert.That(_people.Row(Absent).LockedUntil, Is.GreaterThan(_people.Clock.GetUtcNow()));
    }

    [Test]
    public async Task a_reset_ends_what_the_person_has_lent()
    {
        await LendAsync(People.Password);
        var before = _people.Arrangements.All().Count;
        await _people.Accounts.ResetAsync(Absent, new ResetUser(), "test", CancellationToken.None);

        Assert.That((before, _people.Arrangements.All().Count, _people.Journal().Count(static e => e.Kind == "stand-in-ended")), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public async Task a_reset_of_the_substitute_leaves_what_colleagues_have_lent()
    {
        await LendAsync(People.Password);
        await _people.Accounts.ResetAsync(Substitute, new ResetUser(), "test", CancellationToken.None);

        Assert.That(_people.Arrangements.All(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task a_substitute_is_told_that_a_role_was_lent_and_that_it_was_taken_back()
    {
        await LendAsync(People.Password);
        var lent = _people.Row(Substitute).RightsAt;
        _people.Clock.Turn(TimeSpan.FromMinutes(1));
        await _people.Accounts.ResetAsync(Absent, new ResetUser(), "test", CancellationToken.None);

        Assert.That((lent, _people.Row(Substitute).RightsAt - lent), Is.EqualTo((_people.Clock.GetUtcNow().AddMinutes(-1), TimeSpan.FromMinutes(1))));
    }

    [Test]
    public async Task everybodys_arrangements_are_listed_until_they_are_over()
    {
        await LendAsync(People.Password);
        var now = _people.Arrangements.All().Select(static a => (a.Absent.Name, a.Substitute.Name)).ToList();
        _people.Clock.Turn(TimeSpan.FromDays(3));

        Assert.That((now, _people.Arrangements.All().Count), Is.EqualTo((new List<(string, string)> { (Absent, Substitute) }, 0)));
    }

    private async Task<Outcome<StandInRow>> LendAsync(string password)
    {
        var who = (await _people.FindAsync(await OpenAsync()))!;
        var now = _people.Clock.GetUtcNow();
        return await _people.Arrangements.LendAsync(who, password, Substitute, Role.Clerk, now, now.AddDays(2), "nghỉ phép", CancellationToken.None);
    }

    // Behind the sign-in page's back, so that a good sign-in does not clear the count of wrong passwords.
    private Task<string> OpenAsync() => _people.Store.WriteAsync(s => _people.Sessions.Open(s, s.Users.FindByName(Absent)!, null, _people.Clock.GetUtcNow()), CancellationToken.None);
}
