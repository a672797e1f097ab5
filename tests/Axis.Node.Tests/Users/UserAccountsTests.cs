using Axis.Core.Contracts;

namespace Axis.Node.Tests.Users;

/// <summary>Accounts as administrators handle them, and what the journal keeps of it.</summary>
public sealed class UserAccountsTests
{
    private const string Name = "lan.nguyen";
    private People _people = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _people = new People();
        await _people.AddAsync(Name, new UserGrantView("clerk", [People.Heir]));
    }

    [TearDown]
    public async Task StopAsync() => await _people.DisposeAsync();

    [Test]
    public async Task no_name_of_a_person_goes_into_the_journal()
    {
        await _people.Accounts.ChangeAsync(Name, new ChangeUser { FullName = "Nguyễn Thị Lan Anh" }, "test", CancellationToken.None);

        Assert.That(_people.Journal().Select(static e => e.ToString()), Has.None.Contains("Lan").And.None.Contains(Name));
    }

    [Test]
    public async Task another_full_name_is_journalled_by_the_id()
    {
        await _people.Accounts.ChangeAsync(Name, new ChangeUser { FullName = "Nguyễn Thị Lan Anh" }, "test", CancellationToken.None);

        Assert.That(_people.Journal().Single(static e => e.Kind == "user-renamed").Detail, Is.EqualTo(_people.Row(Name).Id));
    }

    [Test]
    public async Task changed_roles_are_journalled_with_the_agencies_before_and_after()
    {
        await _people.Accounts.ChangeAsync(Name, new ChangeUser { Grants = [new UserGrantView("clerk", [People.Ending]), new UserGrantView("auditor")] }, "test", CancellationToken.None);
        var entry = _people.Journal().Single(static e => e.Kind == "user-grants-changed");

        Assert.That((entry.From, entry.To, entry.Agency), Is.EqualTo(("clerk:H60", "clerk:H22 auditor", "H60 H22")));
    }

    [Test]
    public async Task enabling_lets_in_whoever_wrong_attempts_have_locked_out()
    {
        await _people.Store.WriteAsync(
            session =>
            {
                session.Users.Update(session.Users.FindByName(Name)! with { Failures = 3, LockedUntil = _people.Clock.GetUtcNow().AddMinutes(10) });
                return true;
            },
            CancellationToken.None);
        await _people.Accounts.SetDisabledAsync(Name, disabled: false, "test", CancellationToken.None);

        Assert.That(await _people.TryAsync(Name, People.Password), Is.InstanceOf<Done<string>>());
    }
}
