using Axis.Core.Contracts;
using Axis.Node.Users;

namespace Axis.Node.Tests.Users;

/// <summary>What people change about their own accounts, and what whoever holds only their session cannot.</summary>
public sealed class OwnAccountTests
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
    public async Task without_the_password_no_second_factor_is_switched_on()
    {
        var answer = await SwitchOnAsync(await WhoAsync(), "một câu đoán mò");

        Assert.That((answer is Refused<bool>, _people.Row(Name).Totp is null), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task a_second_factor_that_is_on_is_not_replaced()
    {
        var who = await WhoAsync();
        await SwitchOnAsync(who, People.Password);
        var kept = _people.Row(Name).Totp!.Value.ToArray();
        var again = await SwitchOnAsync(who, People.Password);

        Assert.That(((again as Refused<bool>)?.Why.Code, _people.Row(Name).Totp!.Value.ToArray()), Is.EqualTo(("SECOND_FACTOR_ON", kept)));
    }

    [Test]
    public async Task the_second_factor_ends_every_other_session()
    {
        var elsewhere = await _people.EnterAsync(Name);
        var here = await _people.EnterAsync(Name);
        await SwitchOnAsync((await _people.FindAsync(here))!, People.Password);

        Assert.That((await _people.FindAsync(here) is not null, await _people.FindAsync(elsewhere) is not null), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task switching_the_second_factor_off_ends_every_other_session()
    {
        var elsewhere = await _people.EnterAsync(Name);
        var here = await _people.EnterAsync(Name);
        await _people.Own.SwitchOffAsync((await _people.FindAsync(here))!, People.Password, CancellationToken.None);

        Assert.That((await _people.FindAsync(here) is not null, await _people.FindAsync(elsewhere) is not null), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task a_session_that_idled_out_is_not_listed_as_open()
    {
        await _people.EnterAsync(Name);
        _people.Clock.Turn(TimeSpan.FromMinutes(30));
        var who = await WhoAsync();

        Assert.That(_people.Sessions.List(who).Select(static s => s.Id), Is.EqualTo(new[] { who.Session.Id }));
    }

    [Test]
    public async Task guessing_the_password_from_a_session_ends_it_and_locks_the_account()
    {
        var cookie = await _people.EnterAsync(Name);
        var who = (await _people.FindAsync(cookie))!;
        for (var i = 0; i < 5; i++)
        {
            await _people.Own.SwitchOffAsync(who, "một câu đoán mò", CancellationToken.None);
        }

        Assert.That((await _people.FindAsync(cookie) is null, _people.Row(Name).LockedUntil > _people.Clock.GetUtcNow()), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task while_the_account_is_locked_the_right_password_changes_nothing()
    {
        var who = await WhoAsync();
        for (var i = 0; i < 5; i++)
        {
            await _people.Own.SwitchOffAsync(who, "một câu đoán mò", CancellationToken.None);
        }

        Assert.That(await _people.Own.ChangePasswordAsync(who, People.Password, "một câu hoàn toàn khác", CancellationToken.None), Is.InstanceOf<Refused<bool>>());
    }

    [TestCase(People.Password)]
    [TestCase("một câu đoán mò")]
    public async Task while_the_account_is_locked_an_answer_does_not_tell_whether_the_password_was_right(string password)
    {
        var who = await WhoAsync();
        await LockAsync();
        var weak = await _people.Own.ChangePasswordAsync(who, password, "ngắn", CancellationToken.None);
        var factor = await _people.Own.SwitchOnAsync(who, password, Totp.NewSecret(), "000000", CancellationToken.None);

        Assert.That(new[] { weak, factor }.Select(static o => (o as Refused<bool>)?.Why.Code), Is.All.EqualTo("ACCOUNT_LOCKED"));
    }

    [Test]
    public async Task a_password_tried_while_the_account_is_locked_is_journalled()
    {
        var who = await WhoAsync();
        await LockAsync();
        await _people.Own.SwitchOffAsync(who, People.Password, CancellationToken.None);

        Assert.That(_people.Journal().Single(static e => e.Kind == "user-password-refused").To, Is.EqualTo("locked"));
    }

    [Test]
    public async Task of_guesses_side_by_side_none_is_answered_after_the_one_that_locks()
    {
        var who = await WhoAsync();
        var guesses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _people.Own.ChangePasswordAsync(who, "một câu đoán mò", "ngắn", CancellationToken.None)));
        var right = await _people.Own.ChangePasswordAsync(who, People.Password, "ngắn", CancellationToken.None);

        Assert.That((guesses.Count(static g => (g as Refused<bool>)?.Why.Code == "PASSWORD_WRONG"), (right as Refused<bool>)?.Why.Code), Is.EqualTo((5, "ACCOUNT_LOCKED")));
    }

    [Test]
    public async Task a_wrong_password_in_a_session_is_journalled()
    {
        await _people.Own.SwitchOffAsync(await WhoAsync(), "một câu đoán mò", CancellationToken.None);

        Assert.That(_people.Journal().Select(static e => e.Kind), Does.Contain("user-password-wrong"));
    }

    private Task<bool> LockAsync() => _people.Store.WriteAsync(
        session =>
        {
            session.Users.Update(session.Users.FindByName(Name)! with { LockedUntil = _people.Clock.GetUtcNow().AddMinutes(5) });
            return true;
        },
        CancellationToken.None);

    private async Task<SignedIn> WhoAsync() => (await _people.FindAsync(await _people.EnterAsync(Name)))!;

    private Task<Outcome<bool>> SwitchOnAsync(SignedIn who, string password)
    {
        var secret = Totp.NewSecret();
        return _people.Own.SwitchOnAsync(who, password, secret, Totp.Code(secret, Totp.StepAt(_people.Clock.GetUtcNow())), CancellationToken.None);
    }
}
