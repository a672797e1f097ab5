using System.Text.Json;
using Axis.Cli.Commands.Verify;
using Axis.Cli.Output;
using Axis.Cli.Tests.Client;
using Axis.Core.Contracts;
using Axis.Signing.Trust;
using Microsoft.AspNetCore.Http;

namespace Axis.Cli.Tests.Commands;

/// <summary>What people read: whole words within the terminal, Vietnamese names, one finding per fault.</summary>
public sealed class ForPeopleTests
{
    private static readonly string[] Kinds = ["document-submitted", "receipt-refused-by-neighbour", "packet-quarantined", "link-call-refused"];

    [Test]
    public async Task the_journal_breaks_no_word_of_its_kinds()
    {
        await using var node = await FakeNode.StartAsync(static context => context.Response.WriteAsJsonAsync(
            new Page<JournalLineView>(
                [.. Kinds.Select(static (k, i) => new JournalLineView(123456 + i, DateTimeOffset.UnixEpoch, k, new string('a', 64), null, null, "000.00.00.G22", "token:abcdef", "INDETERMINATE/REVOKED_NO_POE", "CONTENT_DIGEST_MISMATCH", null))],
                null),
            JsonSerializerOptions.Web));
        var result = await AxisRun.RunAsync(node.Options("journal", "list"));
        Assert.Multiple(() =>
        {
            Assert.That(Kinds.Where(k => !result.Output.Contains(k, StringComparison.Ordinal)), Is.Empty);
            Assert.That(result.Output.Split('\n').Where(static l => l.TrimEnd().Length > Terminal.MaxWidth), Is.Empty);
        });
    }

    [Test]
    public void a_long_sentence_is_broken_between_words()
    {
        using var output = new StringWriter();
        new Terminal(output, output, json: false, interactive: false).Wrapped("  " + string.Join(' ', Enumerable.Repeat("tiếp nhận", 40)), 6);
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.All.Length.LessThanOrEqualTo(Terminal.MaxWidth));
            Assert.That(lines.Skip(1), Has.All.StartsWith("      t").Or.StartsWith("      n"));
            Assert.That(string.Join(' ', lines.Select(static l => l.Trim())), Is.EqualTo(string.Join(' ', Enumerable.Repeat("tiếp nhận", 40))));
        });
    }

    [TestCase("/mot/duong/dan")]
    [TestCase("ngắn")]
    public void what_cannot_be_broken_stays_whole(string word)
    {
        using var output = new StringWriter();
        var text = string.Concat(Enumerable.Repeat(word, 30));
        new Terminal(output, output, json: false, interactive: false).Wrapped(text);
        Assert.That(output.ToString().TrimEnd('\n'), Is.EqualTo(text));
    }

    [Test]
    public void every_check_of_a_verdict_has_a_vietnamese_name_with_its_code_beside_it() =>
        Assert.That(TrustChecks.All.Select(CheckNames.Of), Has.All.Match(@"^\p{Ll}[\p{L} ]+ \([a-z-]+\)$"));

    [Test]
    public async Task a_wrong_command_line_is_told_as_json_when_json_is_asked_for()
    {
        var result = await AxisRun.RunAsync("queue", "lst", "--json");
        using var json = JsonDocument.Parse(result.Error);
        Assert.That((result.Code, json.RootElement.GetProperty("error").GetProperty("code").GetString()), Is.EqualTo((ExitCodes.Usage, "USAGE")));
    }

    [Test]
    public async Task a_data_folder_that_is_not_there_is_named()
    {
        var result = await AxisRun.RunAsync("queue", "list", "--data", "khongco");
        Assert.That(result.Error, Does.Contain("Thư mục").And.Contain("khongco không có"));
    }

    [Test]
    public async Task saved_receipts_are_files_that_verify_takes()
    {
        var receipt = new ReceiptView
        {
            Digest = new string('c', 64), Event = "ContentConsignment", EventName = "Đã đến nơi nhận", Time = DateTimeOffset.UnixEpoch, Issuer = "trung-uong", Packet = new string('a', 64),
            Recipients = [], Bytes = Convert.ToBase64String("receipt"u8), Index = 0, Path = [], Seal = Convert.ToBase64String("seal"u8),
        };
        await using var node = await FakeNode.StartAsync(context => context.Response.WriteAsJsonAsync(new[] { receipt }, JsonSerializerOptions.Web));
        var folder = Path.Combine(node.Folder, "bien-nhan");
        var first = await AxisRun.RunAsync(node.Options("receipt", "save", receipt.Packet, "--out", folder));
        var again = await AxisRun.RunAsync(node.Options("receipt", "save", receipt.Packet, "--out", folder));
        Assert.Multiple(() =>
        {
            Assert.That((first.Code, again.Code), Is.EqualTo((ExitCodes.Done, ExitCodes.Done)), first.Error + again.Error);
            Assert.That(ReceiptFile.Read(Directory.GetFiles(folder).Single()).Single().Bytes.ToArray(), Is.EqualTo("receipt"u8.ToArray()));
        });
    }

    [Test]
    public async Task a_name_in_a_receipt_leads_to_no_other_folder()
    {
        var receipt = new ReceiptView
        {
            Digest = "../../" + new string('c', 64), Event = "/etc/x", EventName = "x", Time = DateTimeOffset.UnixEpoch, Issuer = "../x", Packet = new string('a', 64),
            Recipients = [], Bytes = "", Index = 0, Path = [], Seal = "",
        };
        await using var node = await FakeNode.StartAsync(context => context.Response.WriteAsJsonAsync(new[] { receipt }, JsonSerializerOptions.Web));
        var folder = Path.Combine(node.Folder, "bien-nhan");
        await AxisRun.RunAsync(node.Options("receipt", "save", receipt.Packet, "--out", folder));
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EqualTo(new[] { "bien-nhan-cccccccccccccccc-etcx-x.json" }));
    }

    [Test]
    public async Task a_broken_link_is_diagnosed_once()
    {
        var link = new LinkView { Neighbour = "tinh-a", Relation = "parent", Mode = "push", Addresses = [], State = "failing", LastError = "Không kết nối được." };
        var status = new NodeStatus
        {
            Id = "xa-a", Name = "Xã A", Version = "1", Now = default, StartedAt = default, Condition = "warning", Store = new StoreStatus(true, null, 1L << 40, 0), Links = [link],
            Queue = [], Certificates = [], Sections = [], Journal = new JournalStatus(0, 0, null), Schedules = [],
            Findings = [new Finding("LINK_FAILING", "warning", "Không liên lạc được với tinh-a: Không kết nối được.", "x")],
        };
        await using var node = await FakeNode.StartAsync(context => context.Request.Path.Value!.EndsWith("/status", StringComparison.Ordinal)
            ? context.Response.WriteAsJsonAsync(status, JsonSerializerOptions.Web)
            : context.Response.WriteAsJsonAsync(new LinkTestResult("tinh-a", false, [new CheckView("reach", "failed", "Không kết nối được.")], null, null), JsonSerializerOptions.Web));
        var result = await AxisRun.RunAsync(node.Options("node", "doctor", "--data", node.Folder));
        Assert.That(result.Output.Split("tinh-a:").Length - 1, Is.LessThanOrEqualTo(1), result.Output);
        Assert.That(result.Output, Does.Contain("kết nối (reach)").And.Not.Contain("LINK_FAILING"));
    }
}
