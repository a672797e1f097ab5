using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.BadInput;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Hosting;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests;

/// <summary>A submission whose key is not on the node.</summary>
public sealed class TwoCallsTests
{
    private TestNetwork _network = null!;
    private LocalSigningKey _key = null!;
    private FaultyPacketFiles _files = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.RsaSha256, TestNetwork.Central, TestNetwork.Province);
        var keys = Path.Combine(_network.FolderOf(TestNetwork.Province), "keys");
        _key = SigningKeys.LoadPkcs12(Path.Combine(keys, "agency-H37.p12"), Path.Combine(keys, "passphrase"));

        // The key leaves the node; the directory still knows its certificate.
        File.Delete(Path.Combine(keys, "agency-H37.p12"));
        _files = new FaultyPacketFiles(new PacketFiles(Node.Folder));
        Node.Parts = NodeComposition.Parts with
        {
            Services = (services, paths, settings) =>
            {
                NodeComposition.Parts.Services(services, paths, settings);
                services.AddSingleton<IPacketFiles>(_files);
            },
        };
        foreach (var node in _network.Nodes.Values)
        {
            await node.StartAsync();
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _key.Dispose();
        await _network.DisposeAsync();
    }

    [Test]
    public async Task a_document_is_prepared_signed_elsewhere_and_delivered()
    {
        var prepared = await PrepareAsync();

        var answer = await CommitAsync(prepared.Id, _key.Sign(Convert.FromBase64String(prepared.DataToSign)));

        var done = ((Done<SubmitAnswer>)answer).Value;
        Assert.That(done.Code, Is.EqualTo(prepared.Code));
        await Eventually.GetAsync(() => Node.Tracking(done.Packet), static r => r.Count == 1 && r[0].State == "01", "consigned");
        Assert.That(_network[TestNetwork.Central].Inbox().Single(i => i.Packet == Digest.Parse(done.Packet)).Verdict, Is.EqualTo("TOTAL-PASSED"));
    }

    [Test]
    public async Task what_was_prepared_outlives_a_restart()
    {
        var prepared = await PrepareAsync();
        await Node.StopAsync();
        await Node.StartAsync();

        var answer = await CommitAsync(prepared.Id, _key.Sign(Convert.FromBase64String(prepared.DataToSign)));

        Assert.That(answer, Is.InstanceOf<Done<SubmitAnswer>>());
    }

    [Test]
    public async Task a_wrong_signature_value_is_refused_and_the_right_one_still_taken()
    {
        var prepared = await PrepareAsync();
        var value = _key.Sign(Convert.FromBase64String(prepared.DataToSign));
        var wrong = (byte[])value.Clone();
        wrong[^1] ^= 1;

        var refused = await CommitAsync(prepared.Id, wrong);

        Assert.That(((Refused<SubmitAnswer>)refused).Why.Code, Is.EqualTo("SIGNATURE_VALUE"));
        Assert.That(await CommitAsync(prepared.Id, value), Is.InstanceOf<Done<SubmitAnswer>>());
    }

    [Test]
    public async Task a_second_call_whose_answer_was_lost_gets_that_answer_again()
    {
        var prepared = await PrepareAsync();
        var body = new { signature = Convert.ToBase64String(_key.Sign(Convert.FromBase64String(prepared.DataToSign))) };
        using var http = await ClientAsync("H37");
        using var first = await http.PostAsJsonAsync($"api/v1/documents/{prepared.Id}/commit", body);
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK), await first.Content.ReadAsStringAsync());
        var told = await first.Content.ReadFromJsonAsync(AxisJson.Default.SubmitAnswer);

        using var again = await http.PostAsJsonAsync($"api/v1/documents/{prepared.Id}/commit", body);

        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var repeat = await again.Content.ReadFromJsonAsync(AxisJson.Default.SubmitAnswer);
        Assert.That((repeat!.Packet, repeat.Receipt, repeat.Repeated), Is.EqualTo((told!.Packet, told.Receipt, true)));
    }

    [Test]
    public async Task the_answer_to_a_second_call_is_not_for_another_agency()
    {
        var prepared = await PrepareAsync();
        await CommitAsync(prepared.Id, _key.Sign(Convert.FromBase64String(prepared.DataToSign)));
        using var stranger = await ClientAsync("H37.01");

        using var answer = await stranger.PostAsJsonAsync($"api/v1/documents/{prepared.Id}/commit", new { signature = "AAAA" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task what_was_given_up_while_its_signature_came_is_not_sent_under_a_voided_number()
    {
        var prepared = await PrepareAsync();
        _files.Opening = () =>
        {
            _files.Opening = null;
            Node.Store.WriteAsync(
                s =>
                {
                    s.Submissions.RemovePrepared(prepared.Id);
                    return true;
                },
                CancellationToken.None).GetAwaiter().GetResult();
        };

        var answer = await CommitAsync(prepared.Id, _key.Sign(Convert.FromBase64String(prepared.DataToSign)));

        Assert.That(((Refused<SubmitAnswer>)answer).Why.Code, Is.EqualTo("PREPARED_UNKNOWN"));
        var year = TimeProvider.System.GetUtcNow().AddHours(7).Year;
        Assert.That(Node.Store.Read(s => s.Register.FindByCode(OrganId.Parse("H37"), year, prepared.Code)), Is.Null);
    }

    [Test]
    public async Task a_first_call_whose_answer_was_lost_takes_no_second_number()
    {
        var key = Guid.NewGuid().ToString();
        var content = Guid.NewGuid();

        var (first, again) = (await PrepareAsync(key, content), await PrepareAsync(key, content));

        Assert.That((again.Id, again.Code), Is.EqualTo((first.Id, first.Code)));
    }

    [Test]
    public async Task the_key_of_a_waiting_document_is_not_for_another_one()
    {
        var key = Guid.NewGuid().ToString();
        await PrepareAsync(key);

        var refused = await TryPrepareAsync(key, Guid.NewGuid());

        Assert.That(((Refused<PrepareAnswer>)refused).Why.Code, Is.EqualTo("IDEMPOTENCY_KEY_REUSED"));
    }

    [Test]
    public async Task what_waits_is_listed_for_its_agency_with_who_prepared_it()
    {
        using var http = await ClientAsync("H37");
        var prepared = await PrepareAsync();

        var listed = await http.GetFromJsonAsync("api/v1/documents/prepared", AxisJson.Default.IReadOnlyListPreparedView);

        var own = listed!.Single(p => p.Id == prepared.Id);
        Assert.That((own.Code, own.Subject, own.To[0], own.Files[0].Name), Is.EqualTo((prepared.Code, "V/v ký bằng token", "G22", "a.pdf")));
    }

    [Test]
    public async Task what_waits_is_neither_seen_nor_fetched_nor_given_up_by_another_agency()
    {
        var prepared = await PrepareAsync();
        using var stranger = await ClientAsync("H37.01");

        var listed = await stranger.GetFromJsonAsync("api/v1/documents/prepared", AxisJson.Default.IReadOnlyListPreparedView);
        using var seen = await stranger.GetAsync(new Uri($"api/v1/documents/prepared/{prepared.Id}", UriKind.Relative));
        using var fetched = await stranger.GetAsync(new Uri($"api/v1/documents/prepared/{prepared.Id}/to-sign", UriKind.Relative));
        using var given = await stranger.DeleteAsync(new Uri($"api/v1/documents/prepared/{prepared.Id}", UriKind.Relative));

        Assert.That((listed!.Count, seen.StatusCode, fetched.StatusCode, given.StatusCode), Is.EqualTo((0, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task what_is_given_up_voids_its_number_visibly_and_is_never_sent()
    {
        var prepared = await PrepareAsync();
        using var http = await ClientAsync("H37");

        using var given = await http.DeleteAsync(new Uri($"api/v1/documents/prepared/{prepared.Id}", UriKind.Relative));

        Assert.That(given.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var told = Node.Store.Read(static s => s.Journal.List(null, 50, null)).Select(static l => (l.Entry.Kind, l.Entry.To)).ToList();
        Assert.That(told, Does.Contain(("prepared-abandoned", prepared.Id.ToString())).And.Contain(("number-voided", prepared.Code)));
        var late = await CommitAsync(prepared.Id, _key.Sign(Convert.FromBase64String(prepared.DataToSign)));
        Assert.That(((Refused<SubmitAnswer>)late).Why.Code, Is.EqualTo("PREPARED_UNKNOWN"));
    }

    [Test]
    public async Task openssl_alone_signs_what_the_api_hands_out()
    {
        var prepared = await PrepareAsync();
        using var http = await ClientAsync("H37");
        var folder = Directory.CreateTempSubdirectory("axis-openssl-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "data"), await http.GetByteArrayAsync(new Uri($"api/v1/documents/prepared/{prepared.Id}/to-sign?bare=true", UriKind.Relative)));
            using var rsa = _key.Certificate.GetRSAPrivateKey()!;
            SigningKeys.SavePem(Path.Combine(folder, "key.pem"), rsa, null);
            OutsideTool.RunIn(folder, "openssl", "dgst", "-sha256", "-sign", "key.pem", "-out", "value", "data");

            var answer = await CommitAsync(prepared.Id, await File.ReadAllBytesAsync(Path.Combine(folder, "value")));

            Assert.That(answer, Is.InstanceOf<Done<SubmitAnswer>>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task a_commit_that_the_disk_stopped_is_asked_for_again_and_done()
    {
        var prepared = await PrepareAsync(size: 300_000);
        var value = _key.Sign(Convert.FromBase64String(prepared.DataToSign));
        _files.FullWhenKept = true;
        var stopped = await CommitAsync(prepared.Id, value);
        _files.FullWhenKept = false;

        var answer = await CommitAsync(prepared.Id, value);

        Assert.That((((Refused<SubmitAnswer>)stopped).Why.Kind, answer is Done<SubmitAnswer>), Is.EqualTo((RefusalKind.Unavailable, true)));
    }

    [Test]
    public async Task without_the_key_the_one_call_way_says_so_and_the_number_is_void()
    {
        var refused = await Node.TrySendAsync("H37", ["G22"]);

        Assert.That(((Refused<SubmitAnswer>)refused).Why.Code, Is.EqualTo("AGENCY_KEY_MISSING"));
        var voided = Node.Store.Read(static s => s.Journal.List(null, 50, null)).Where(static l => l.Entry.Kind == "number-voided");
        Assert.That(voided, Is.Not.Empty);
    }

    private RunningNode Node => _network[TestNetwork.Province];

    private async Task<HttpClient> ClientAsync(string agency)
    {
        var token = await Node.Get<TokenIssuer>().IssueAsync("văn thư " + agency, Role.Clerk, [OrganId.Parse(agency)], null, "test", CancellationToken.None);
        var http = new HttpClient { BaseAddress = Node.Api };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ((Done<IssuedToken>)token).Value.Token);
        return http;
    }

    private async Task<PrepareAnswer> PrepareAsync(string? key = null, Guid? content = null, int size = 0)
    {
        var outcome = await TryPrepareAsync(key, content ?? Guid.NewGuid(), size);
        return outcome is Done<PrepareAnswer> done ? done.Value : throw new AssertionException(((Refused<PrepareAnswer>)outcome).Why.Sentence);
    }

    private Task<Outcome<PrepareAnswer>> TryPrepareAsync(string? key, Guid content, int size = 0) =>
        Node.TryPrepareAsync("H37", ["G22"], "V/v ký bằng token", [.. "%PDF-1.7 "u8, .. content.ToByteArray(), .. new byte[size]], key);

    private Task<Outcome<SubmitAnswer>> CommitAsync(Guid id, byte[] value) => Node.Get<ISubmission>().CommitAsync(id, new GivenSignature(value), Node.Clerk, CancellationToken.None);
}
