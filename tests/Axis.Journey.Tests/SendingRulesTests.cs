using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Journey.Tests;

/// <summary>Rules that bind a sending clerk, between two real nodes (SND-03, SND-10, DOC-11).</summary>
public sealed class SendingRulesTests
{
    private const string Receiving = "G22.01";
    private static readonly NodeSpec Central = TestNetwork.Central with { Agencies = ["G22", Receiving, "G22.02"] };
    private TestNetwork _network = null!;

    private RunningNode Sender => _network[TestNetwork.Province];

    private RunningNode Receiver => _network[Central];

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(Central, TestNetwork.Province);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task SND_03_paper_beside_an_ordinary_document_is_refused_with_its_rule() =>
        Assert.That((await TrySubmitAsync(RunningNode.Fields("H37", [Receiving], "V/v bản giấy") with { Paper = true }) as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("SND-03"));

    [Test]
    public async Task SND_03_the_government_may_get_paper_too() =>
        Assert.That(await TrySubmitAsync(RunningNode.Fields("H37", ["G22"], "V/v bản giấy") with { Paper = true }), Is.InstanceOf<Done<SubmitAnswer>>());

    [Test]
    public async Task SND_10_the_same_document_sent_again_is_an_update_for_whom_has_it_and_comes_to_whom_has_not()
    {
        var first = await SubmitAsync([Receiving], "V/v gửi lại", "71");
        await Eventually.GetAsync(() => Sender.Tracking(first.Packet).Single().State, static s => s == "01", "it arrived");
        var again = await SubmitAsync([Receiving, "G22.02"], "V/v gửi lại", "71");
        await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(again.Packet)).Count), static n => n == 2, "both have it");
        var row = Receiver.Store.Read(s => s.Packets.Find(Digest.Parse(again.Packet)))!;

        Assert.That(
            (again.DocumentId, row.Facts.BusinessDocType, row.Facts.TargetDocumentId, again.Warnings.Any(static w => w.Code == "SND-10")),
            Is.EqualTo((first.DocumentId, 2, first.DocumentId, true)));
    }

    [Test]
    public async Task another_document_under_a_number_that_is_taken_is_still_refused()
    {
        await SubmitAsync([Receiving], "V/v số đã cấp", "72");

        Assert.That((await TrySubmitAsync(RunningNode.Fields("H37", [Receiving], "V/v việc khác", number: "72")) as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("DOC-04"));
    }

    [Test]
    public async Task RCV_05_a_document_that_paper_follows_is_solved_without_waiting_for_the_paper()
    {
        var item = await ArrivedAsync(await SubmitAsync(RunningNode.Fields("H37", ["G22"], "V/v bản giấy gửi sau") with { Paper = true }));
        var refused = new List<string?>();
        foreach (var code in new[] { "03", "05", "06" })
        {
            refused.Add((await Receiver.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = code }, Receiver.Clerk, CancellationToken.None) as Refused<AnswerResult>)?.Why.Code);
        }

        Assert.That(refused, Is.All.Null);
    }

    [Test]
    public async Task RCV_01_what_was_checked_is_recorded_before_anybody_can_accept()
    {
        var item = await ArrivedAsync(await SubmitAsync([Receiving], "V/v kiểm tra trước"));
        var verdict = Receiver.Store.Read(s => s.Packets.Verdicts(item.Packet))[0];

        Assert.That((item.Verdict, verdict.At <= item.ArrivedAt), Is.EqualTo((verdict.Verdict, true)));
    }

    private Task<InboxItem> ArrivedAsync(SubmitAnswer sent) =>
        ArrivedAsync(Digest.Parse(sent.Packet));

    private async Task<InboxItem> ArrivedAsync(Digest packet) =>
        (await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Inbox.ListFor(packet)), static i => i.Count == 1, "it arrived"))[0];

    [Test]
    public async Task DOC_04_a_number_typed_in_another_spelling_is_the_same_number()
    {
        var first = await SubmitAsync([Receiving], "V/v một cách viết", "0073");

        Assert.That(
            (first.Code, (await TrySubmitAsync(RunningNode.Fields("H37", [Receiving], "V/v việc khác", number: "00073")) as Refused<SubmitAnswer>)?.Why.Code),
            Is.EqualTo(("73/UBND-VP", "DOC-04")));
    }

    [Test]
    public async Task DOC_04_a_date_in_the_future_is_refused_and_opens_no_book_of_another_year()
    {
        var year = VietnamTime.DateOf(Sender.Get<TimeProvider>().GetUtcNow()).AddYears(1);

        var refused = await TrySubmitAsync(RunningNode.Fields("H37", [Receiving], "V/v ghi nhầm năm") with { Date = year }) as Refused<SubmitAnswer>;

        var next = await Sender.Store.WriteAsync(s => s.Register.Reserve(OrganId.Parse("H37"), RegisterBook.Administrative, year.Year, DateTimeOffset.UnixEpoch), CancellationToken.None);
        Assert.That((refused?.Why.Code, next), Is.EqualTo(("DOC-07", 1L)));
    }

    [Test]
    public async Task DOC_11_an_error_of_form_is_corrected_by_a_letter_that_both_sides_tie_to_the_original()
    {
        var first = await SubmitAsync([Receiving], "V/v sai thể thức");
        var item = (await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Inbox.ListFor(Digest.Parse(first.Packet))), static i => i.Count == 1, "it arrived"))[0];
        var correction = await SubmitAsync(RunningNode.Fields("H37", [Receiving], "V/v đính chính") with
        {
            Business = new BusinessFields { Kind = "correction", Reason = "Sai nơi nhận ở mục ký", Corrected = new ReferenceFields("H37", first.Code, first.DocumentId) },
        });
        await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Inbox.Find(item.Id)!.Flags), static f => f.Count > 0, "the original is flagged");
        using var sender = await Sender.ClientAsync(Role.Clerk, "H37");
        using var receiver = await Receiver.ClientAsync(Role.Clerk, Receiving);
        var atHome = await sender.GetFromJsonAsync($"/api/v1/documents/{first.Packet}", ApiJson.Client.OutboxDetail);
        var there = await receiver.GetFromJsonAsync($"/api/v1/inbox/{item.Id}", ApiJson.Client.InboxDetail);

        Assert.That(
            (atHome!.CorrectedBy.Single(), there!.Item.Flags.Single().Code, there.Item.Flags.Single().Text.Contains(correction.Packet[..16], StringComparison.Ordinal)),
            Is.EqualTo((correction.Packet, "CORRECTED_BY", true)));
    }

    [Test]
    public async Task DOC_12_a_file_called_a_scan_that_is_none_is_refused_with_its_rule()
    {
        var fields = RunningNode.Fields("H37", [Receiving], "V/v bản quét") with { Files = [new FileFields("Văn bản.pdf", Scanned: true)] };

        Assert.That((await TrySubmitAsync(fields) as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("DOC-12"));
    }

    [TestCase(null)]
    [TestCase("form")]
    public async Task DOC_11_a_replacement_for_anything_but_content_is_refused(string? error)
    {
        var first = await SubmitAsync([Receiving], "V/v thay thế");
        var business = new BusinessFields { Kind = "replacement", ErrorKind = error, Reason = "Sửa", Replaced = [new ReplacedFields(first.DocumentId, [Receiving])] };

        Assert.That((await TrySubmitAsync(RunningNode.Fields("H37", [Receiving], "V/v bản mới") with { Business = business }) as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("DOC-11"));
    }

    private Task<SubmitAnswer> SubmitAsync(IReadOnlyList<string> to, string subject, string? number = null) => SubmitAsync(RunningNode.Fields("H37", to, subject, number: number));

    private async Task<SubmitAnswer> SubmitAsync(SubmitDocument fields) => await TrySubmitAsync(fields) switch
    {
        Done<SubmitAnswer> done => done.Value,
        Refused<SubmitAnswer> refused => throw new AssertionException($"refused: {refused.Why.Code} {refused.Why.Sentence}"),
        _ => throw new InvalidOperationException(),
    };

    private async Task<Outcome<SubmitAnswer>> TrySubmitAsync(SubmitDocument fields)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("%PDF-1.7 " + Guid.NewGuid());
        var path = Path.Combine(Sender.Folder, "upload-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        return await Sender.Get<ISubmission>().SubmitAsync(fields, [new StagedFile("Văn bản.pdf", "application/pdf", null, path, bytes.Length, Digest.Of(bytes))], Sender.Clerk, null, CancellationToken.None);
    }
}
