using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Contracts;
using Axis.Node.Users;

namespace Axis.Node.Tests.Users;

/// <summary>What lets people in, what keeps them out, and what the journal says of it.</summary>
public sealed class SignInTests
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

    [TestCase(Name)]
    [TestCase("khong.co")]
    public async Task a_refusal_comes_on_the_stroke_of_a_clock_that_knows_no_names(string name)
    {
        var began = Stopwatch.GetTimestamp();
        await _people.TryAsync(name, Wrong);

        Assert.That(Stopwatch.GetElapsedTime(began), Is.GreaterThan(TimeSpan.FromMilliseconds(480)));
    }

    [TestCase("disabled")]
    [TestCase("locked")]
    public async Task an_attempt_at_an_account_that_is_shut_is_journalled(string why)
    {
        await _people.Store.WriteAsync(
            session =>
            {
                var now = _people.Clock.GetUtcNow();
                var row = session.Users.FindByName(Name)!;
                session.Users.Update(why == "disabled" ? row with { DisabledAt = now } : row with { LockedUntil = now.AddMinutes(5) });
                return true;
            },
            CancellationToken.None);
        await _people.TryAsync(Name, People.Password);

        Assert.That(_people.Journal().Single(static e => e.Kind == "user-sign-in-refused").To, Is.EqualTo(why));
    }

    [Test]
    public async Task a_certificate_that_lets_nobody_in_is_journalled()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = _people.Clock.GetUtcNow();
        using var certificate = new CertificateRequest("CN=la", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await _people.SignIn.ByCertificateAsync(certificate, new Visitor(null, null), CancellationToken.None);

        Assert.That(_people.Journal().Single(static e => e.Kind == "user-certificate-refused").To, Is.EqualTo("unknown"));
    }

    [Test]
    public void an_address_that_tries_too_often_is_shut_for_a_while()
    {
        var throttle = new AddressThrottle(_people.Clock);
        var address = IPAddress.Parse("2001:db8::1");
        for (var i = 0; i < AddressThrottle.Most; i++)
        {
            throttle.Count(address);
        }

        var neighbours = throttle.IsShut(IPAddress.Parse("2001:db8::ffff"));
        var others = throttle.IsShut(IPAddress.Parse("2001:db8:0:1::1"));
        _people.Clock.Turn(AddressThrottle.Window);

        Assert.That((neighbours, others, throttle.IsShut(address)), Is.EqualTo((true, false, false)));
    }

    [Test]
    public async Task wrong_names_count_against_the_address_they_come_from()
    {
        var address = IPAddress.Parse("192.0.2.7");
        for (var i = 1; i < AddressThrottle.Most; i++)
        {
            _people.Addresses.Count(address);
        }

        await _people.TryAsync("khong.co", Wrong, address);

        Assert.That((await _people.TryAsync(Name, People.Password, address) as Refused<string>)?.Why.Code, Is.EqualTo("SIGN_IN_ADDRESS"));
    }
}
