using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
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

    private async Task<PrepareAnswer> PrepareAsync()
    {
        byte[] bytes = [.. "%PDF-1.7 "u8, .. Guid.NewGuid().ToByteArray()];
        var path = Path.Combine(Node.Folder, "upload-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            var outcome = await Node.Get<ISubmission>().PrepareAsync(
                RunningNode.Fields("H37", ["G22"], "V/v ký bằng token"), [new StagedFile("a.pdf", "application/pdf", null, path, bytes.Length, Digest.Of(bytes))], Node.Clerk, null, CancellationToken.None);
            return outcome is Done<PrepareAnswer> done ? done.Value : throw new AssertionException(((Refused<PrepareAnswer>)outcome).Why.Sentence);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private Task<Outcome<SubmitAnswer>> CommitAsync(Guid id, byte[] value) => Node.Get<ISubmission>().CommitAsync(id, value, Node.Clerk, CancellationToken.None);
}
