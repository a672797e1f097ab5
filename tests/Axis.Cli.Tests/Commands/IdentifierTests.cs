using System.Text.Json;
using Axis.Cli.Tests.Client;
using Axis.Core.Contracts;
using Microsoft.AspNetCore.Http;

namespace Axis.Cli.Tests.Commands;

/// <summary>What lists show is what commands take.</summary>
public sealed class IdentifierTests
{
    private static readonly Guid Delivery = Guid.Parse("01991f00-0000-7000-8000-0000deadbeef");
    private static readonly Guid Item = Guid.Parse("01991f00-0000-7000-8000-0000cafe1234");
    private static readonly string Packet = string.Concat(Enumerable.Repeat("ab12", 16));
    private FakeNode _node = null!;

    [SetUp]
    public async Task StartAsync() => _node = await FakeNode.StartAsync(AnswerAsync);

    [TearDown]
    public async Task StopAsync() => await _node.DisposeAsync();

    [TestCase("deadbeef")]
    [TestCase("DEADBEEF")]
    [TestCase("01991f00-0000-7000-8000-0000deadbeef")]
    public async Task a_delivery_is_retried_by_what_the_list_shows(string id)
    {
        var result = await AxisRun.RunAsync(_node.Options("queue", "retry", id));
        Assert.That((result.Code, _node.Requests[^1]), Is.EqualTo((ExitCodes.Done, $"POST /api/v1/queue/{Delivery}/retry")));
    }

    [Test]
    public async Task a_dead_letter_is_replayed_by_what_the_list_shows()
    {
        var result = await AxisRun.RunAsync(_node.Options("dead-letter", "replay", "deadbeef"));
        Assert.That((result.Code, _node.Requests[^1]), Is.EqualTo((ExitCodes.Done, "POST /api/v1/dead-letters/replay")));
    }

    [TestCase("queue", "retry")]
    [TestCase("dead-letter", "replay")]
    public async Task an_identifier_that_names_nothing_is_an_error(string group, string verb)
    {
        var result = await AxisRun.RunAsync(_node.Options(group, verb, "abc"));
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Refused));
            Assert.That(result.Error, Does.Contain("NOT_FOUND").And.Contain("'abc'"));
            Assert.That(_node.Requests.Where(static r => r.StartsWith("POST", StringComparison.Ordinal)), Is.Empty);
        });
    }

    [TestCase("cafe1234")]
    [TestCase("ab12ab12ab12ab12")]
    [TestCase("12/UBND-VP")]
    [TestCase("12/ubnd-vp")]
    [TestCase("H37,2026/11/21,12/UBND-VP")]
    public async Task an_inbox_item_is_found_by_its_packet_its_document_or_its_number(string text)
    {
        await AxisRun.RunAsync(_node.Options("accept", text));
        Assert.That(_node.Requests[^1], Is.EqualTo($"POST /api/v1/inbox/{Item}/status"));
    }

    private static Task AnswerAsync(HttpContext context)
    {
        object answer = context.Request.Path.Value switch
        {
            "/api/v1/queue" => new QueueView(
                [], [new DeliveryView(Delivery, Packet, "tinh", "dead", 0, ["G22"], default, default, 5, 5, "PACKET_TOO_LARGE", "x")], null),
            "/api/v1/inbox" => new Page<InboxItemView>([Inbox()], null),
            "/api/v1/dead-letters/replay" => new ReplayResult(false, []),
            _ => new AnswerResult(Item, "03", "đã tiếp nhận", Packet, 1, []),
        };
        return context.Response.WriteAsJsonAsync(answer, answer.GetType(), JsonSerializerOptions.Web);
    }

    private static InboxItemView Inbox() => new(
        Item, Packet, "G22", "G22", default, "01", "đã đến", "hợp lệ", "TOTAL-PASSED", [], null, null, null,
        new DocumentFacts { From = "H37", DocumentId = "H37,2026/11/21,12/UBND-VP", Code = "12/UBND-VP", PriorityName = "thường", Kind = "new", To = ["G22"], Attachments = [] });
}
