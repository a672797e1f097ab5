using System.Security.Cryptography;
using Axis.Node.Options;
using Axis.Node.Timestamps;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Tests.Timestamps;

/// <summary>Services that answer well, badly and not at all, over real HTTP.</summary>
public sealed class HttpTimestampAuthorityTests
{
    private static readonly byte[] Imprint = SHA256.HashData("x"u8);

    private readonly List<WebApplication> _services = [];
    private string _folder;
    private DevelopmentTsa _tsa;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("axis-tsa-").FullName;
        using var ca = DevelopmentCa.Create(_folder, "CA", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        _tsa = DevelopmentTsa.Open(_folder, TimeProvider.System);
    }

    [TearDown]
    public async Task Delete()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        _services.Clear();
        _tsa.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task a_token_comes_from_the_first_service_that_answers()
    {
        var down = new Uri("http://127.0.0.1:9/");
        using var authority = Authority(down, await ServeAsync(GoodAsync));

        Assert.That((await StampAsync(authority)).Imprint.ToArray(), Is.EqualTo(Imprint));
    }

    [Test]
    public async Task a_service_whose_token_will_not_do_does_not_end_the_search()
    {
        using var ca = DevelopmentCa.Create(Path.Combine(_folder, "other"), "CA khác", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        using var other = DevelopmentTsa.Open(Path.Combine(_folder, "other"), TimeProvider.System);
        using var authority = Authority(await ServeAsync(c => AnswerAsync(c, other)), await ServeAsync(GoodAsync));

        var token = await authority.StampAsync(Imprint, HashAlgorithmName.SHA256, t => t.Authority.Thumbprint == _tsa.Certificate.Thumbprint ? null : "không tin", CancellationToken.None);

        Assert.That(token.Authority.Thumbprint, Is.EqualTo(_tsa.Certificate.Thumbprint));
    }

    [Test]
    public async Task an_answer_without_end_is_cut_off()
    {
        using var authority = Authority(await ServeAsync(static async c =>
        {
            c.Response.ContentType = "application/timestamp-reply";
            var block = new byte[64 * 1024];
            for (var i = 0; i < 1000 && !c.RequestAborted.IsCancellationRequested; i++)
            {
                await c.Response.Body.WriteAsync(block, c.RequestAborted);
            }
        }));

        Assert.That(() => StampAsync(authority), Throws.TypeOf<TimestampUnavailableException>());
    }

    [Test]
    public async Task a_service_that_never_answers_is_given_up_in_time()
    {
        using var authority = Authority(await ServeAsync(static c => Task.Delay(TimeSpan.FromMinutes(5), c.RequestAborted)));

        Assert.That(() => StampAsync(authority), Throws.TypeOf<TimestampUnavailableException>().With.Message.Contains("không trả lời trong 1 giây"));
    }

    [Test]
    public async Task an_answer_that_is_no_timestamp_reply_is_refused()
    {
        using var authority = Authority(await ServeAsync(static c => c.Response.WriteAsync("<html>đăng nhập</html>")));

        Assert.That(() => StampAsync(authority), Throws.TypeOf<TimestampUnavailableException>().With.Message.Contains("application/timestamp-reply"));
    }

    [Test]
    public async Task a_redirect_is_not_followed()
    {
        var good = await ServeAsync(GoodAsync);
        using var authority = Authority(await ServeAsync(c =>
        {
            c.Response.Redirect(good.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        }));

        Assert.That(() => StampAsync(authority), Throws.TypeOf<TimestampUnavailableException>().With.Message.Contains("HTTP 307"));
    }

    [Test]
    public async Task a_service_that_failed_is_left_alone_for_a_while()
    {
        var asked = 0;
        using var authority = Authority(await ServeAsync(c =>
        {
            asked++;
            c.Response.StatusCode = 503;
            return Task.CompletedTask;
        }));

        Assert.That(() => StampAsync(authority), Throws.TypeOf<TimestampUnavailableException>());
        Assert.That(() => StampAsync(authority), Throws.TypeOf<TimestampUnavailableException>());

        Assert.That((asked, authority.Remaining > TimeSpan.Zero), Is.EqualTo((1, true)));
    }

    private static Task<TimestampToken> StampAsync(HttpTimestampAuthority authority) => authority.StampAsync(Imprint, HashAlgorithmName.SHA256, static _ => null, CancellationToken.None);

    private static HttpTimestampAuthority Authority(params Uri[] addresses)
    {
        var options = new TimestampOptions { TimeoutSeconds = 1 };
        foreach (var address in addresses)
        {
            options.Authorities.Add(address.AbsoluteUri);
        }

        return new HttpTimestampAuthority(options, TimeProvider.System);
    }

    private static async Task AnswerAsync(HttpContext context, DevelopmentTsa tsa)
    {
        using var query = new MemoryStream();
        await context.Request.Body.CopyToAsync(query);
        context.Response.ContentType = "application/timestamp-reply";
        await context.Response.Body.WriteAsync(tsa.Answer(query.ToArray()));
    }

    private Task GoodAsync(HttpContext context) => AnswerAsync(context, _tsa);

    private async Task<Uri> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        _services.Add(app);
        return new Uri(app.Urls.First());
    }
}
