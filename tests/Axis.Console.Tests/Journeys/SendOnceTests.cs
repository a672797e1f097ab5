using System.Text.Json;
using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Console.Uploads;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Console.Tests.Journeys;

/// <summary>A form that is sent over a bad line, and forms that no page of ours would send.</summary>
public sealed class SendOnceTests
{
    private const string Subject = "V/v mất câu trả lời";
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_press_whose_answer_was_lost_is_not_called_unsent_and_the_next_one_shows_the_document()
    {
        var file = Path.Combine(_stage.Lower.Folder, "Tờ trình.pdf");
        await File.WriteAllBytesAsync(file, new byte[300_000]);
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        foreach (var (field, text) in new[] { ("notation", "UBND-VP"), ("subject", Subject), ("signer", "Nguyễn Văn An"), ("position", "Chủ tịch"), ("place", "An Hòa"), ("to", "H37") })
        {
            await sender.Page.FillAsync("#" + field, text);
        }

        await sender.Page.Locator("#to-list [role=option]").First.WaitForAsync();
        await sender.Page.PressAsync("#to", "Enter");
        await sender.Page.CheckAsync("#noStateSecret");
        await sender.Page.SetInputFilesAsync("#files", file);
        await sender.Page.Locator("#file-list li:has-text('✓')").WaitForAsync();
        await sender.Page.EvaluateAsync(
            """
            () => {
              const real = window.fetch;
              window.fetch = async (...asked) => {
                const answer = await real(...asked);
                if (!String(asked[0]).endsWith("/compose/send")) return answer;
                window.fetch = real;
                throw new TypeError("Failed to fetch");
              };
            }
            """);
        await sender.Page.ClickAsync("#send");
        await sender.Page.Locator("#compose > p.wrong:visible").WaitForAsync();
        var said = await sender.TextAsync("#compose > p.wrong");
        await sender.Page.ClickAsync("#send");
        await sender.Page.WaitForURLAsync("**/console/sent/*?said=sent-before");

        Assert.That((said.Contains("chưa rõ", StringComparison.Ordinal), _stage.Lower.Store.Read(static s => s.Packets.ListSubmitted(null, null, 50)).Count(static p => p.Facts.Subject == Subject)), Is.EqualTo((true, 1)));
    }

    [TestCase("""{"document":DOCUMENT,"key":"k-1"}""", "FIELD_MISSING")]
    [TestCase("""{"document":DOCUMENT,"uploads":[]}""", "FIELD_MISSING")]
    [TestCase("""{"uploads":[],"key":"k-2"}""", "FIELD_MISSING")]
    [TestCase("""{"document":DOCUMENT,"uploads":[],"key":""}""", "IDEMPOTENCY_KEY")]
    [TestCase("""{"document":DOCUMENT,"uploads":[],"key":"a b"}""", "IDEMPOTENCY_KEY")]
    [TestCase("""{"document":DOCUMENT,"uploads":["ID","ID"],"key":"k-3"}""", "UPLOAD_TWICE")]
    [TestCase("""{"document":DOCUMENT,"uploads":[MANY],"key":"k-4"}""", "TOO_MANY_FILES")]
    public async Task a_request_that_no_form_makes_is_refused_by_name(string request, string code)
    {
        var document = JsonSerializer.Serialize(RunningNode.Fields(ConsoleStage.CommuneAgency, [ConsoleStage.ProvinceAgency], "V/v thử"), AxisJson.Default.SubmitDocument);
        var many = string.Join(',', Enumerable.Range(0, _stage.Lower.Get<LimitOptions>().MaxFiles + 1).Select(static _ => $"\"{Guid.NewGuid()}\""));
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        var answered = await sender.Page.EvaluateAsync<string>(
            """
            async body => {
              const form = document.getElementById("compose");
              const headers = { Accept: "application/json", "Content-Type": "application/json", [form.dataset.tokenHeader]: form.dataset.token };
              return (await (await fetch("/console/compose/send", { method: "POST", body, headers })).json()).code;
            }
            """,
            request.Replace("DOCUMENT", document, StringComparison.Ordinal).Replace("ID\"", Guid.Empty + "\"", StringComparison.Ordinal).Replace("MANY", many, StringComparison.Ordinal));

        Assert.That(answered, Is.EqualTo(code));
    }

    [Test]
    public void a_piece_for_which_the_disk_has_no_more_room_is_refused()
    {
        var limits = new LimitOptions { FreeSpaceReserveBytes = 0 };
        var folder = new UploadFolder(_stage.Lower.Get<NodePaths>(), limits, _stage.Lower.Get<ConsoleOptions>(), _stage.Lower.Get<IPacketFiles>(), TimeProvider.System);
        var upload = folder.Begin("thu", "Tờ trình.pdf", "application/pdf", 1000);
        limits.FreeSpaceReserveBytes = long.MaxValue;
        using var piece = new MemoryStream(new byte[1000]);

        Assert.That(async () => await folder.AppendAsync("thu", upload.Id, 0, piece, CancellationToken.None), Throws.InstanceOf<RefusedException>().With.Property(nameof(RefusedException.Refusal)).Property(nameof(Refusal.Code)).EqualTo("DISK_RESERVE"));
    }
}
