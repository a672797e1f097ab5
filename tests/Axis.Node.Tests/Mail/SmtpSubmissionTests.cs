using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Node.Mail;
using Axis.Node.Options;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Node.Tests.Mail;

/// <summary>Messages handed to a mail server over real sockets.</summary>
public sealed class SmtpSubmissionTests
{
    private const string Password = "mật khẩu 123";
    private string _folder = null!;
    private DevelopmentCa _ca = null!;
    private X509Certificate2 _certificate = null!;

    [OneTimeSetUp]
    public void MakeCertificate()
    {
        _folder = Directory.CreateTempSubdirectory("axis-smtp-").FullName;
        _ca = DevelopmentCa.Create(Path.Combine(_folder, "ca"), "CA thư", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        _certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Tls, "thu") { Addresses = [System.Net.IPAddress.Loopback] }, SignatureAlgorithm.EcdsaP256Sha256);
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), _ca.Certificate.ExportCertificatePem());
        PrivateFile.Create(Path.Combine(_folder, "password"), Encoding.UTF8.GetBytes(Password + "\n"));
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _certificate.Dispose();
        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(MailSecurity.StartTls)]
    [TestCase(MailSecurity.Tls)]
    public async Task a_message_goes_over_tls_with_the_account(MailSecurity security)
    {
        await using var sink = new SmtpSink { Certificate = _certificate, FromFirstByte = security == MailSecurity.Tls, Offers = ["AUTH LOGIN PLAIN"] };

        var outcome = await SendAsync(sink, security, o => (o.User, o.PasswordFile) = ("truc", "password"));

        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0truc\0{Password}"));
        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Taken()));
            Assert.That(sink.Commands.SkipWhile(static c => c[0] != '*'), Is.EqualTo(new[] { "*EHLO [127.0.0.1]", "*AUTH PLAIN " + secret, "*MAIL FROM:<truc@tinh.example>", "*RCPT TO:<vanthu@xa.example>", "*DATA", "*QUIT" }));
        });
    }

    [Test]
    public async Task a_server_without_starttls_is_told_nothing()
    {
        await using var sink = new SmtpSink { Offers = ["AUTH PLAIN"] };

        var outcome = await SendAsync(sink, MailSecurity.StartTls, o => (o.User, o.PasswordFile) = ("truc", "password"));

        Assert.That((outcome.GetType(), sink.Commands.ToArray()), Is.EqualTo((typeof(MailOutcome.Later), new[] { "EHLO [127.0.0.1]" })));
    }

    [Test]
    public async Task what_is_slipped_in_before_the_handshake_ends_the_conversation()
    {
        await using var sink = new SmtpSink { Certificate = _certificate, BehindStartTls = "250 AUTH PLAIN" };

        var outcome = await SendAsync(sink, MailSecurity.StartTls);

        Assert.That(((outcome as MailOutcome.Later)?.Reason, sink.Messages.Count), Is.EqualTo(("máy chủ thư gửi dữ liệu trước khi bắt tay TLS", 0)));
    }

    [Test]
    public async Task a_certificate_of_an_unknown_authority_gets_nothing()
    {
        await using var sink = new SmtpSink { Certificate = _certificate };

        var outcome = await SendAsync(sink, MailSecurity.StartTls, static o => o.TrustedRoots = "");

        Assert.That(sink.Messages, Is.Empty);
        Assert.That((outcome as MailOutcome.Later)?.Reason, Does.Contain("chứng thư"));
    }

    [TestCase("RCPT", "450 later", typeof(MailOutcome.Later))]
    [TestCase("RCPT", "550 nobody", typeof(MailOutcome.Refused))]
    [TestCase("MAIL", "550 not you", typeof(MailOutcome.Later))]
    [TestCase("DATA", "451 later", typeof(MailOutcome.Later))]
    [TestCase(SmtpSink.EndOfMessage, "452 full", typeof(MailOutcome.Later))]
    [TestCase(SmtpSink.EndOfMessage, "554 no", typeof(MailOutcome.Refused))]
    [TestCase(SmtpSink.EndOfMessage, "", typeof(MailOutcome.Later))]
    [TestCase("(greeting)", "554 closed", typeof(MailOutcome.Later))]
    [TestCase("EHLO", "nonsense", typeof(MailOutcome.Later))]
    [TestCase("RCPT", "", typeof(MailOutcome.Later))]
    [TestCase("QUIT", "", typeof(MailOutcome.Taken))]
    public async Task an_answer_decides_whether_it_is_tried_again(string at, string answer, Type outcome)
    {
        await using var sink = new SmtpSink { Certificate = _certificate, Answer = verb => verb == at ? answer : null };

        Assert.That(await SendAsync(sink, MailSecurity.StartTls), Is.TypeOf(outcome));
    }

    [Test]
    public async Task an_endless_answer_is_cut()
    {
        await using var sink = new SmtpSink { Certificate = _certificate, Answer = static verb => verb == "RCPT" ? "250-" + new string('a', 10_000) : null };

        Assert.That(await SendAsync(sink, MailSecurity.StartTls), Is.EqualTo(new MailOutcome.Later("máy chủ thư trả lời dài quá giới hạn", ServerFails: true)));
    }

    [Test]
    public async Task a_silent_server_is_given_up()
    {
        using var hold = new ManualResetEventSlim();
        await using var sink = new SmtpSink
        {
            Certificate = _certificate,
            Answer = verb =>
            {
                if (verb == "RCPT")
                {
                    hold.Wait(TimeSpan.FromSeconds(20));
                }

                return null;
            },
        };

        var outcome = await SendAsync(sink, MailSecurity.StartTls, static o => o.TimeoutSeconds = 1);
        hold.Set();

        Assert.That(outcome, Is.EqualTo(new MailOutcome.Later("máy chủ thư không trả lời trong 1 giây", ServerFails: true)));
    }

    [Test]
    public async Task a_password_that_others_may_read_is_not_used()
    {
        await using var sink = new SmtpSink { Certificate = _certificate, Offers = ["AUTH PLAIN"] };
        var open = Path.Combine(_folder, "open");
        await File.WriteAllTextAsync(open, "x\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        var outcome = await SendAsync(sink, MailSecurity.StartTls, static o => (o.User, o.PasswordFile) = ("truc", "open"));

        Assert.That((outcome.GetType(), sink.Commands.Any(static c => c.Contains("AUTH", StringComparison.Ordinal))), Is.EqualTo((typeof(MailOutcome.Later), false)));
    }

    private async Task<MailOutcome> SendAsync(SmtpSink sink, MailSecurity security, Action<MailOptions>? change = null)
    {
        var options = new MailOptions { Host = "127.0.0.1", Port = sink.Port, Security = security, From = "truc@tinh.example", TrustedRoots = "ca.pem", TimeoutSeconds = 20 };
        change?.Invoke(options);
        var submission = new SmtpSubmission(options, _folder, "Nút tỉnh", TimeProvider.System);
        return await submission.SendAsync(new OutgoingMail("report-1", "vanthu@xa.example", "Báo cáo", "Nội dung\r\n", DateTimeOffset.UnixEpoch), CancellationToken.None);
    }
}
