using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
    public async Task whose_roles_were_changed_is_told_until_the_person_has_read_it()
    {
        var cookie = await _people.EnterAsync(Name);
        var changed = _people.Clock.GetUtcNow();
        await GrantAsync("leader");
        var who = (await _people.FindAsync(cookie))!;
        await _people.Own.RightsReadAsync(who, CancellationToken.None);

        Assert.That((who.User.RightsAt, _people.Row(Name).RightsAt), Is.EqualTo((changed, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task a_change_after_the_one_that_was_read_is_still_told()
    {
        var cookie = await _people.EnterAsync(Name);
        await GrantAsync("leader");
        var who = (await _people.FindAsync(cookie))!;
        _people.Clock.Turn(TimeSpan.FromMinutes(1));
        await GrantAsync("clerk");
        await _people.Own.RightsReadAsync(who, CancellationToken.None);

        Assert.That(_people.Row(Name).RightsAt, Is.EqualTo(_people.Clock.GetUtcNow()));
    }

    [TestCase("")]
    [TestCase("another")]
    public async Task a_certificate_that_is_taken_off_ends_the_sessions_it_may_have_opened(string wanted)
    {
        await BindAsync(NewCertificate());
        var cookie = await _people.EnterAsync(Name);
        await BindAsync(wanted.Length == 0 ? "" : NewCertificate());

        Assert.That(await _people.FindAsync(cookie), Is.Null);
    }

    [Test]
    public async Task a_first_certificate_ends_no_session()
    {
        var cookie = await _people.EnterAsync(Name);
        await BindAsync(NewCertificate());

        Assert.That(await _people.FindAsync(cookie), Is.Not.Null);
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

    private Task<Outcome<UserView>> GrantAsync(string role) => _people.Accounts.ChangeAsync(Name, new ChangeUser { Grants = [new UserGrantView(role, [People.Heir])] }, "test", CancellationToken.None);

    private Task<Outcome<UserView>> BindAsync(string certificate) => _people.Accounts.ChangeAsync(Name, new ChangeUser { Certificate = certificate }, "test", CancellationToken.None);

    private string NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = _people.Clock.GetUtcNow();
        using var certificate = new CertificateRequest("CN=lan.nguyen", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return Convert.ToBase64String(certificate.RawData);
    }
}
