using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node.Users;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Accounts;

/// <summary>People whose browser shows a certificate on the https listener.</summary>
public sealed class CertificateTests
{
    private ConsoleStage _stage;
    private ReservedPort _port;
    private Uri _secure;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _port = ReservedPort.Take();
        _secure = new Uri($"https://127.0.0.1:{_port.Number}");
        await _stage.Upper.StopAsync();
        var file = Path.Combine(_stage.Upper.Folder, "appsettings.json");
        var settings = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, settings
            .Replace("\"Api\": [ ", $"\"ApiCertificate\": \"keys/tls.p12\", \"Api\": [ \"{_secure.GetLeftPart(UriPartial.Authority)}\", ", StringComparison.Ordinal)
            .Replace("\"UndoSeconds\"", "\"ClientCertificates\": true, \"UndoSeconds\"", StringComparison.Ordinal));
        await _stage.Upper.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _stage.DisposeAsync();
        _port.Dispose();
    }

    [Test]
    public async Task the_person_a_certificate_is_bound_to_signs_in_with_it()
    {
        var person = await NewAsync("the.chung");
        var certificate = Make(person.Name, days: 30);
        await BindAsync(person, certificate);
        await using var visit = await OpenAsync(certificate);
        await visit.Page.ClickAsync(Button);
        await visit.Page.WaitForURLAsync("**/console/inbox");

        Assert.That((await visit.TextAsync(".person .who"), SignedInBy(person)), Is.EqualTo(("Người có chứng thư", "certificate")));
        Assert.That(visit.Faults, Is.Empty);
    }

    [Test]
    public async Task the_button_names_the_certificate_and_a_browser_without_one_has_none()
    {
        await using var with = await OpenAsync(Make("Nguyễn Văn Khuê", days: 30));
        await using var without = await OpenAsync(null);

        Assert.That((await with.TextAsync(Button), await without.Page.Locator(Button).CountAsync()), Is.EqualTo(("Đăng nhập bằng chứng thư Nguyễn Văn Khuê", 0)));
    }

    [Test]
    public async Task a_certificate_that_nobody_is_bound_to_is_refused_and_journalled()
    {
        var certificate = Make("nguoi.la", days: 30);

        Assert.That(await RefusedAsync(certificate), Does.Contain("chưa gắn với người dùng nào"));
        Assert.That(Refusals(certificate), Is.EqualTo(new[] { "unknown" }));
    }

    [Test]
    public async Task a_certificate_that_has_expired_is_refused()
    {
        var person = await NewAsync("het.han");
        var certificate = Make(person.Name, days: -1);
        await BindAsync(person, certificate);

        Assert.That(await RefusedAsync(certificate), Does.Contain("đã hết hạn"));
        Assert.That(Refusals(certificate), Is.EqualTo(new[] { "expired" }));
    }

    [Test]
    public async Task the_certificate_of_somebody_disabled_is_refused()
    {
        var person = await NewAsync("bi.khoa");
        var certificate = Make(person.Name, days: 30);
        await BindAsync(person, certificate);
        await _stage.Upper.Get<UserAccounts>().SetDisabledAsync(person.Name, disabled: true, "test", CancellationToken.None);

        Assert.That(await RefusedAsync(certificate), Does.Contain("người dùng đã bị khóa"));
        Assert.That(Refusals(certificate), Is.EqualTo(new[] { "disabled" }));
    }

    private const string Button = "form[action='/console/sign-in/certificate'] button";

    private async Task<string> RefusedAsync((string Name, X509Certificate2 Certificate, ECDsa Key) shown)
    {
        await using var visit = await OpenAsync(shown);
        await visit.Page.ClickAsync(Button);
        await visit.Page.Locator("form[action='/console/sign-in/certificate'] p.wrong:visible").WaitForAsync();
        Assert.That((await visit.Page.Context.CookiesAsync()).Select(static c => c.Name), Has.None.EqualTo("__Host-axis"));
        return await visit.TextAsync("form[action='/console/sign-in/certificate'] p.wrong");
    }

    private async Task<Visit> OpenAsync((string Name, X509Certificate2 Certificate, ECDsa Key)? shown)
    {
        var visit = await Visit.OpenAsync(_secure, certificate: shown is not { } s ? null : new ClientCertificate
        {
            Origin = _secure.GetLeftPart(UriPartial.Authority),
            Cert = Encoding.ASCII.GetBytes(s.Certificate.ExportCertificatePem()),
            Key = Encoding.ASCII.GetBytes(s.Key.ExportPkcs8PrivateKeyPem()),
        });
        await visit.GoAsync("/console/sign-in");
        return visit;
    }

    private static (string Name, X509Certificate2 Certificate, ECDsa Key) Make(string name, int days)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return (name, new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-30), now.AddDays(days)), key);
    }

    private async Task<Person> NewAsync(string name)
    {
        var person = new Person(name, "câu mở cửa đủ dài", Upper: true);
        await _stage.AddAsync(person, "Người có chứng thư", new UserGrantView("clerk", [ConsoleStage.ProvinceAgency]));
        return person;
    }

    private async Task BindAsync(Person person, (string Name, X509Certificate2 Certificate, ECDsa Key) shown) =>
        Assert.That(
            await _stage.Upper.Get<UserAccounts>().ChangeAsync(person.Name, new ChangeUser { Certificate = Convert.ToBase64String(shown.Certificate.RawData) }, "test", CancellationToken.None),
            Is.InstanceOf<Node.Done<UserView>>());

    private string? SignedInBy(Person person)
    {
        var id = _stage.Upper.Store.Read(s => s.Users.FindByName(person.Name))!.Id;
        return _stage.Upper.Store.Read(static s => s.Journal.List(null, 500, null)).Single(l => l.Entry.Kind == "user-signed-in" && l.Entry.Actor == "user:" + id).Entry.To;
    }

    private IEnumerable<string?> Refusals((string Name, X509Certificate2 Certificate, ECDsa Key) shown)
    {
        var print = Core.Packets.Digest.Of(shown.Certificate.RawData).ToString();
        return _stage.Upper.Store.Read(static s => s.Journal.List(null, 500, null)).Where(l => l.Entry.Kind == "user-certificate-refused" && l.Entry.Detail == print).Select(static l => l.Entry.To);
    }
}
