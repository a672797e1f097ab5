using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Node;
using Axis.Node.Users;

namespace Axis.Console.Tests.Accounts;

/// <summary>Accounts at a real node: what lets people in, what keeps them out, and what the journal says of it.</summary>
public sealed class AccountTests
{
    private ConsoleStage _stage;

    private SignIn SignIn => _stage.Upper.Get<SignIn>();

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task after_five_wrong_passwords_the_right_one_is_not_looked_at()
    {
        var person = await NewAsync("khoa.tam");
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(person, "sai rồi sai nữa");
        }

        Assert.That(await TryAsync(person, person.Password), Is.InstanceOf<Refused<string>>());
        Assert.That(Kinds(person), Does.Contain("user-locked"));
    }

    [Test]
    public async Task a_name_that_is_not_there_is_refused_as_a_wrong_password_is()
    {
        var unknown = (Refused<string>)await SignIn.ByPasswordAsync("khong.co", "mật khẩu nào đó", null, new Visitor(null, null), CancellationToken.None);
        var wrong = (Refused<string>)await TryAsync(ConsoleStage.ProvinceAuditor, "mật khẩu nào đó");

        Assert.That(unknown.Why, Is.EqualTo(wrong.Why));
    }

    [Test]
    public async Task with_the_second_factor_on_the_password_alone_lets_nobody_in()
    {
        var person = await NewAsync("hai.lop");
        var secret = Totp.NewSecret();
        await SwitchOnAsync(person, secret);

        Assert.That(await TryAsync(person, person.Password), Is.InstanceOf<Refused<string>>());
        var later = Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()) + 1);
        Assert.That(await SignIn.ByPasswordAsync(person.Name, person.Password, later, new Visitor(null, null), CancellationToken.None), Is.InstanceOf<Done<string>>());
    }

    [Test]
    public async Task the_second_factor_lies_sealed_in_the_database()
    {
        var person = await NewAsync("niem.phong");
        var secret = Totp.NewSecret();
        await SwitchOnAsync(person, secret);
        var kept = _stage.Upper.Store.Read(s => s.Users.FindByName(person.Name))!.Totp!.Value.ToArray();

        Assert.That(kept.AsSpan().IndexOf(secret), Is.Negative);
    }

    [Test]
    public async Task a_certificate_signs_in_only_the_person_it_is_bound_to()
    {
        var person = await NewAsync("chung.thu");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=chung.thu", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var before = await SignIn.ByCertificateAsync(certificate, new Visitor(null, null), CancellationToken.None);
        await _stage.Upper.Get<UserAccounts>().ChangeAsync(person.Name, new ChangeUser { Certificate = Convert.ToBase64String(certificate.RawData) }, "test", CancellationToken.None);
        var after = await SignIn.ByCertificateAsync(certificate, new Visitor(null, null), CancellationToken.None);

        Assert.That((before is Refused<string>, after is Done<string>), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task an_account_that_is_shut_loses_its_sessions_at_once()
    {
        var person = await NewAsync("dong.cua");
        var secret = ((Done<string>)await TryAsync(person, person.Password)).Value;
        await _stage.Upper.Get<UserAccounts>().SetDisabledAsync(person.Name, disabled: true, "test", CancellationToken.None);

        Assert.That(await _stage.Upper.Get<UserSessions>().FindAsync(secret, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task a_new_password_ends_every_other_session()
    {
        var person = await NewAsync("doi.khoa");
        var sessions = _stage.Upper.Get<UserSessions>();
        var here = ((Done<string>)await TryAsync(person, person.Password)).Value;
        var elsewhere = ((Done<string>)await TryAsync(person, person.Password)).Value;
        var who = (await sessions.FindAsync(here, CancellationToken.None))!;
        await _stage.Upper.Get<OwnAccount>().ChangePasswordAsync(who, person.Password, "một câu hoàn toàn khác", CancellationToken.None);

        Assert.That((await sessions.FindAsync(here, CancellationToken.None) is not null, await sessions.FindAsync(elsewhere, CancellationToken.None) is not null), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task a_substitute_acts_in_the_absent_ones_role_under_an_id_of_the_arrangement()
    {
        var sessions = _stage.Upper.Get<UserSessions>();
        var absent = await NewAsync("di.vang", new UserGrantView("leader", [ConsoleStage.ProvinceAgency]));
        var substitute = await NewAsync("thay.the", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        var now = TimeProvider.System.GetUtcNow();
        var lender = (await sessions.FindAsync(((Done<string>)await TryAsync(absent, absent.Password)).Value, CancellationToken.None))!;
        var lent = (Done<Node.Storage.StandInRow>)await _stage.Upper.Get<StandIns>().LendAsync(lender, absent.Password, substitute.Name, Role.Leader, now, now.AddDays(3), "nghỉ phép", CancellationToken.None);
        var secret = ((Done<string>)await TryAsync(substitute, substitute.Password)).Value;
        var who = (await sessions.FindAsync(secret, CancellationToken.None))!;
        await sessions.ActAsAsync(who, "leader@" + lent.Value.Id, CancellationToken.None);
        var acting = (await sessions.FindAsync(secret, CancellationToken.None))!.Actor;

        Assert.That((acting.Role, acting.Pseudonym), Is.EqualTo((Role.Leader, $"user:{who.User.Id}+{lent.Value.Id}")));
    }

    [Test]
    public async Task nobody_lends_a_role_that_is_not_their_own()
    {
        var clerk = await NewAsync("cho.muon", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        var other = await NewAsync("nguoi.khac", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        var who = (await _stage.Upper.Get<UserSessions>().FindAsync(((Done<string>)await TryAsync(clerk, clerk.Password)).Value, CancellationToken.None))!;
        var now = TimeProvider.System.GetUtcNow();

        Assert.That(await _stage.Upper.Get<StandIns>().LendAsync(who, clerk.Password, other.Name, Role.Leader, now, now.AddDays(1), "thử", CancellationToken.None), Is.InstanceOf<Refused<Node.Storage.StandInRow>>());
    }

    private async Task<Person> NewAsync(string name, UserGrantView? grant = null)
    {
        var person = new Person(name, "câu mở cửa đủ dài", Upper: true);
        await _stage.AddAsync(person, "Người thử", grant ?? new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        return person;
    }

    private Task<Outcome<string>> TryAsync(Person person, string password) => SignIn.ByPasswordAsync(person.Name, password, null, new Visitor(null, null), CancellationToken.None);

    private async Task SwitchOnAsync(Person person, byte[] secret)
    {
        var session = ((Done<string>)await TryAsync(person, person.Password)).Value;
        var who = (await _stage.Upper.Get<UserSessions>().FindAsync(session, CancellationToken.None))!;
        var code = Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()));
        Assert.That(await _stage.Upper.Get<OwnAccount>().SwitchOnAsync(who, person.Password, [.. secret], code, CancellationToken.None), Is.InstanceOf<Done<bool>>());
    }

    private IEnumerable<string> Kinds(Person person)
    {
        var id = _stage.Upper.Store.Read(s => s.Users.FindByName(person.Name))!.Id;
        return _stage.Upper.Store.Read(static s => s.Journal.List(null, 500, null)).Where(l => l.Entry.Actor == "user:" + id).Select(static l => l.Entry.Kind);
    }
}
