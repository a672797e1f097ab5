using System.Text.Json;
using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Core.Packets;
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
        await ComposeForm.FillAsync(sender.Page, Subject, "H37");
        await sender.Page.SetInputFilesAsync("#files", file);
        await ComposeForm.UploadedAsync(sender.Page);
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

    [Test]
    public async Task presses_at_the_same_moment_send_once_and_lose_no_file()
    {
        const string subject = "V/v bấm nhiều lần cùng lúc";
        var files = await FilesAsync(3, 6 << 20);
        await using var sender = await Visit.OpenAsync(_stage.Lower);
        await sender.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await sender.GoAsync("/console/compose");
        await ComposeForm.FillAsync(sender.Page, subject, "H37");
        await sender.Page.SetInputFilesAsync("#files", files);
        await ComposeForm.UploadedAsync(sender.Page, files.Length);

        // What the page would send, caught and sent four times at once.
        await sender.Page.EvaluateAsync(
            """
            () => {
              const real = window.fetch;
              window.fetch = (...asked) => {
                if (!String(asked[0]).endsWith("/compose/send")) return real(...asked);
                window.presses = Promise.all([1, 2, 3, 4].map(() => real(...asked).then(a => `${a.status} ${a.headers.get("Location")?.replace(/\?.*/, "")}`)));
                return new Promise(() => {});
              };
            }
            """);
        await sender.Page.ClickAsync("#send");
        var answers = await sender.Page.EvaluateAsync<string[]>("() => window.presses");
        var sent = _stage.Lower.Store.Read(static s => s.Packets.ListSubmitted(null, null, 50)).Where(static p => p.Facts.Subject == subject).ToList();

        Assert.That(sent, Has.Count.EqualTo(1));
        Assert.That(answers, Is.All.EqualTo($"204 /console/sent/{sent[0].Digest}"));
        Assert.That(await DigestsAsync(sender.Page, sent[0].Digest, files.Length), Is.EqualTo(files.Select(static f => Digest.Of(File.ReadAllBytes(f)).ToString())));
    }

    [Test]
    public async Task two_forms_that_name_one_upload_take_nothing_away_from_each_other()
    {
        var folder = new UploadFolder(_stage.Lower.Get<NodePaths>(), new LimitOptions { FreeSpaceReserveBytes = 0 }, _stage.Lower.Get<ConsoleOptions>(), _stage.Lower.Get<IPacketFiles>(), TimeProvider.System);
        var upload = folder.Begin("hai-mau", "Tờ trình.pdf", "application/pdf", 1000);
        using var bytes = new MemoryStream(new byte[1000]);
        await folder.AppendAsync("hai-mau", upload.Id, 0, bytes, CancellationToken.None);
        var first = await folder.StageAsync("hai-mau", [upload.Id], CancellationToken.None);
        var second = await folder.StageAsync("hai-mau", [upload.Id], CancellationToken.None);
        UploadFolder.Discard(second);

        Assert.That(new FileInfo(first[0].Path), Has.Property(nameof(FileInfo.Exists)).True.And.Property(nameof(FileInfo.Length)).EqualTo(1000));
    }

    [Test]
    public async Task what_was_given_to_a_submission_that_is_refused_half_way_is_taken_back()
    {
        var folder = new UploadFolder(_stage.Lower.Get<NodePaths>(), new LimitOptions { FreeSpaceReserveBytes = 0 }, _stage.Lower.Get<ConsoleOptions>(), _stage.Lower.Get<IPacketFiles>(), TimeProvider.System);
        var whole = folder.Begin("nua-chung", "Xong.pdf", "application/pdf", 0);
        var half = folder.Begin("nua-chung", "Dở.pdf", "application/pdf", 1000);

        Assert.That(async () => await folder.StageAsync("nua-chung", [whole.Id, half.Id], CancellationToken.None), Throws.InstanceOf<RefusedException>());
        Assert.That(Directory.EnumerateFiles(Path.Combine(_stage.Lower.Get<NodePaths>().Uploads, "console", "nua-chung"), "*.sent"), Is.Empty);
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

    private async Task<string[]> FilesAsync(int count, int bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_stage.Lower.Folder, "to-send")).FullName;
        var files = Enumerable.Range(1, count).Select(i => Path.Combine(folder, $"Phụ lục {i}.bin")).ToArray();
        foreach (var file in files)
        {
            var content = new byte[bytes];
            Random.Shared.NextBytes(content);
            await File.WriteAllBytesAsync(file, content);
        }

        return files;
    }

    private static async Task<List<string>> DigestsAsync(Microsoft.Playwright.IPage page, Digest packet, int files)
    {
        var digests = new List<string>();
        for (var i = 0; i < files; i++)
        {
            var file = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), $"/console/sent/{packet}/files/{i}").ToString());
            digests.Add(Digest.Of(await file.BodyAsync()).ToString());
        }

        return digests;
    }
}
