using System.Net;
using Axis.Core.Contracts;
using Axis.Node.Users;

namespace Axis.Node.Tests.Users;

/// <summary>A stranger who knows a name can lock the account for strangers, and its owner stays in.</summary>
public sealed class KnownBrowsersTests
{
    private const string Name = "lan.nguyen";
    private const string Wrong = "một câu đoán mò";
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
    public async Task a_strangers_wrong_attempts_do_not_keep_a_known_browser_out()
    {
        var marks = Marks();
        await LockAsync();

        Assert.That((await _people.TryAsync(Name, People.Password) is Refused<string>, await _people.TryAsync(Name, People.Password, marks: marks) is Done<string>), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task a_known_browsers_sign_in_leaves_the_lock_to_strangers()
    {
        var marks = Marks();
        await LockAsync();
        await _people.TryAsync(Name, People.Password, marks: marks);

        Assert.That(await _people.TryAsync(Name, People.Password), Is.InstanceOf<Refused<string>>());
    }

    [Test]
    public async Task wrong_attempts_from_a_known_browser_shut_out_that_browser_for_a_while()
    {
        var marks = Marks();
        for (var i = 0; i < 5; i++)
        {
            await _people.TryAsync(Name, Wrong, marks: marks);
        }

        var shut = await _people.TryAsync(Name, People.Password, marks: marks);
        _people.Clock.Turn(TimeSpan.FromMinutes(15));
        var later = await _people.TryAsync(Name, People.Password, marks: marks);

        Assert.That((shut is Refused<string>, later is Done<string>, _people.Journal().Count(static e => e.Kind == "user-browser-locked")), Is.EqualTo((true, true, 1)));
    }

    [Test]
    public async Task wrong_attempts_from_a_known_browser_do_not_lock_the_account_elsewhere()
    {
        var marks = Marks();
        for (var i = 0; i < 5; i++)
        {
            await _people.TryAsync(Name, Wrong, marks: marks);
        }

        Assert.That(await _people.TryAsync(Name, People.Password), Is.InstanceOf<Done<string>>());
    }

    [Test]
    public async Task a_mark_of_one_account_opens_nothing_of_another()
    {
        const string other = "minh.le";
        await _people.AddAsync(other, new UserGrantView("clerk", [People.Heir]));
        await LockAsync();

        Assert.That(await _people.TryAsync(Name, People.Password, marks: _people.Browsers.Add(null, _people.Row(other))), Is.InstanceOf<Refused<string>>());
    }

    [Test]
    public async Task a_new_password_voids_the_marks_made_before_it()
    {
        var marks = Marks();
        _people.Clock.Turn(TimeSpan.FromMinutes(1));
        await _people.Accounts.ResetAsync(Name, new ResetUser { Password = "một câu hoàn toàn khác" }, "test", CancellationToken.None);

        Assert.That(_people.Browsers.Find(marks, _people.Row(Name)), Is.Null);
    }

    [Test]
    public void a_mark_ends_with_its_days()
    {
        var marks = Marks();
        _people.Clock.Turn(KnownBrowsers.Age);

        Assert.That(_people.Browsers.Find(marks, _people.Row(Name)), Is.Null);
    }

    [Test]
    public async Task people_who_share_a_browser_are_all_known_to_it()
    {
        const string other = "minh.le";
        await _people.AddAsync(other, new UserGrantView("clerk", [People.Heir]));
        var marks = _people.Browsers.Add(Marks(), _people.Row(other));

        Assert.That(new[] { _people.Browsers.Find(marks, _people.Row(Name)), _people.Browsers.Find(marks, _people.Row(other)) }, Has.None.Null);
    }

    [TestCase("")]
    [TestCase("không phải base64")]
    [TestCase("AAAA.BBBB.CCCC.DDDD.EEEE.FFFF.GGGG")]
    public void what_nobody_sealed_is_a_strangers(string marks) => Assert.That(_people.Browsers.Find(marks, _people.Row(Name)), Is.Null);

    [Test]
    public async Task an_address_that_is_shut_still_lets_a_known_browser_in()
    {
        var address = IPAddress.Parse("192.0.2.7");
        for (var i = 0; i < AddressThrottle.Most; i++)
        {
            _people.Addresses.Count(address);
        }

        Assert.That(await _people.TryAsync(Name, People.Password, address, Marks()), Is.InstanceOf<Done<string>>());
    }

    private string Marks() => _people.Browsers.Add(null, _people.Row(Name));

    private Task<bool> LockAsync() => _people.Store.WriteAsync(
        session =>
        {
            session.Users.Update(session.Users.FindByName(Name)! with { LockedUntil = _people.Clock.GetUtcNow().AddMinutes(5) });
            return true;
        },
        CancellationToken.None);
}
