using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Node.Events;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Axis.Signing.Keys;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Tests.Events;

/// <summary>What goes to a receiver, and what its answers mean.</summary>
public sealed class WebhookTargetTests() : StoreContract(new SqliteEngine())
{
    private const string Secret = "0f4c2a6be5d1937788aa5c3e21b0d94f";
    private HookServer _server = null!;

    [SetUp]
    public async Task StartServer() => _server = await HookServer.StartAsync();

    [TearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [Test]
    public async Task the_code_is_the_one_that_openssl_reckons()
    {
        using var target = Target(_server.Address);
        await TellAsync(target);

        var call = _server.Calls.Single();
        var file = Path.Combine(Folder, "signed");
        await File.WriteAllBytesAsync(file, [.. Encoding.ASCII.GetBytes(call.Headers[WebhookHeaders.Timestamp] + "."), .. call.Body]);
        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", "-hmac", Secret, "-r", file]) { RedirectStandardOutput = true })!;
        var code = (await openssl.StandardOutput.ReadToEndAsync())[..64];
        Assert.That(call.Headers[WebhookHeaders.Signature], Is.EqualTo("v1=" + code));
    }

    [Test]
    public async Task while_a_secret_is_changed_there_is_a_code_under_each()
    {
        var next = new string('n', 32);
        using var target = Target(_server.Address, secret: Secret + "\n" + next + "\n");
        await TellAsync(target);

        var call = _server.Calls.Single();
        var under = HMACSHA256.HashData(Encoding.UTF8.GetBytes(next), Encoding.ASCII.GetBytes(call.Headers[WebhookHeaders.Timestamp] + ".").Concat(call.Body).ToArray());
        Assert.That(call.Headers[WebhookHeaders.Signature].Split(',')[1], Is.EqualTo("v1=" + Convert.ToHexStringLower(under)));
    }

    [Test]
    public async Task an_event_holds_codes_and_nothing_of_the_documents_words()
    {
        await Write(s => AddPacket(s, "one"));
        using var target = Target(_server.Address);
        await TellAsync(target);

        var json = _server.Calls.Single().Json;
        Assert.That(
            json.EnumerateObject().Select(static p => p.Name),
            Is.EqualTo(new[] { "version", "id", "sequence", "type", "time", "node", "agency", "sender", "recipient", "documentId", "packet", "inboxItem", "state" }));
    }

    [Test]
    public async Task the_subject_goes_along_where_it_is_asked_for()
    {
        await Write(s => AddPacket(s, "one"));
        using var target = Target(_server.Address, includeSubject: true);
        await TellAsync(target);

        Assert.That(_server.Calls.Single().Json.GetProperty("subject").GetString(), Is.EqualTo("Về việc báo cáo tình hình one"));
    }

    [TestCase(200, typeof(EventOutcome.Taken))]
    [TestCase(204, typeof(EventOutcome.Taken))]
    [TestCase(400, typeof(EventOutcome.Answered))]
    [TestCase(500, typeof(EventOutcome.Answered))]
    [TestCase(503, typeof(EventOutcome.Away))]
    [TestCase(429, typeof(EventOutcome.Away))]
    public async Task an_answer_means(int status, Type outcome)
    {
        _server.Answer = c =>
        {
            c.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        using var target = Target(_server.Address);

        Assert.That(await TellAsync(target), Is.TypeOf(outcome));
    }

    [Test]
    public async Task a_redirect_is_not_followed()
    {
        await using var elsewhere = await HookServer.StartAsync();
        _server.Answer = c =>
        {
            c.Response.Redirect(elsewhere.Address.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        using var target = Target(_server.Address);

        Assert.That((await TellAsync(target), elsewhere.Calls.Count), Is.EqualTo((new EventOutcome.Answered("trả lời HTTP 307: nút không đi theo chuyển hướng, hãy ghi đúng địa chỉ cuối"), 0)));
    }

    [Test]
    public async Task an_answer_without_end_is_taken_by_its_status_and_not_read()
    {
        _server.Answer = static async c =>
        {
            c.Response.StatusCode = 200;
            var block = new byte[64 * 1024];
            for (var i = 0; i < 1000 && !c.RequestAborted.IsCancellationRequested; i++)
            {
                await c.Response.Body.WriteAsync(block, c.RequestAborted);
            }
        };
        using var target = Target(_server.Address);

        Assert.That(await TellAsync(target), Is.TypeOf<EventOutcome.Taken>());
    }

    [Test]
    public async Task a_head_without_end_is_cut_off()
    {
        _server.Answer = static c =>
        {
            c.Response.Headers["X-Long"] = new string('x', 20_000);
            return Task.CompletedTask;
        };
        using var target = Target(_server.Address);

        Assert.That(await TellAsync(target), Is.EqualTo(new EventOutcome.Answered("phần đầu câu trả lời dài quá giới hạn")));
    }

    [Test]
    public async Task a_receiver_that_never_answers_is_away()
    {
        _server.Answer = static c => Task.Delay(TimeSpan.FromMinutes(5), c.RequestAborted);
        using var target = Target(_server.Address, seconds: 1, time: TimeProvider.System);

        Assert.That(await TellAsync(target), Is.EqualTo(new EventOutcome.Away("không trả lời trong 1 giây")));
    }

    [TestCase(true, typeof(EventOutcome.Taken))]
    [TestCase(false, typeof(EventOutcome.Away))]
    public async Task a_receiver_is_told_only_when_its_certificate_comes_from_a_trusted_root(bool trusted, Type outcome)
    {
        using var ca = DevelopmentCa.Create(Path.Combine(Folder, "ca"), "CA", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        using var other = DevelopmentCa.Create(Path.Combine(Folder, "other"), "CA khác", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        using var certificate = ca.IssueWithKey(new CertificateProfile(KeyUse.Tls, "qlvb") { Addresses = [System.Net.IPAddress.Loopback] }, SignatureAlgorithm.EcdsaP256Sha256);
        await using var server = await HookServer.StartAsync(certificate);
        using var target = Target(server.Address, roots: [trusted ? ca.Certificate : other.Certificate], time: TimeProvider.System);

        Assert.That(await TellAsync(target), Is.TypeOf(outcome));
    }

    [TestCase("")]
    [TestCase("quá ngắn")]
    public void a_weak_secret_stops_the_start(string secret) =>
        Assert.That(() => Target(_server.Address, secret: secret), Throws.TypeOf<SettingsException>().With.Message.StartsWith("key: "));

    private Task<EventOutcome> TellAsync(WebhookTarget target) => target.TellAsync(
        new ExchangeEvent(7, NextId(), EventKind.DocumentReceived, Now, Sender, Recipient, "DOC-one", Hash("one"), NextId(), null, "01", null), CancellationToken.None);

    private WebhookTarget Target(Uri address, string secret = Secret, bool includeSubject = false, int seconds = 20, X509Certificate2Collection? roots = null, TimeProvider? time = null)
    {
        var file = Path.Combine(Folder, "secret-" + Guid.NewGuid().ToString("N"));
        PrivateFile.Create(file, Encoding.UTF8.GetBytes(secret));
        var hook = new WebhookOptions { Name = "qlvb", Address = address.AbsoluteUri, IncludeSubject = includeSubject };
        return new WebhookTarget(hook, WebhookSecret.Read(file, "key"), roots ?? [], TimeSpan.FromSeconds(seconds), NodeId.Parse("xa-tan-an"), Store, time ?? Clock);
    }
}
