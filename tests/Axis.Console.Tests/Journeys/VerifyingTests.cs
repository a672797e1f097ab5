using System.Net;
using System.Text;
using Axis.Console.Tests.Access;
using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.Network;
using Axis.Node.Audit;
using Axis.Node.Options;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>The form by which a file is verified, filled in by browsers and by others.</summary>
public sealed class VerifyingTests
{
    private static readonly byte[] Unsigned = "<a xmlns='urn:x'>không có chữ ký</a>"u8.ToArray();
    private ConsoleStage _stage;
    private ConsoleCaller _auditor;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _auditor = await ConsoleCaller.OpenAsync(_stage.Upper, ConsoleStage.ProvinceAuditor);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _auditor.Dispose();
        await _stage.DisposeAsync();
    }

    [TearDown]
    public void EnoughRoomAgain() => _stage.Upper.Get<LimitOptions>().FreeSpaceReserveBytes = 1 << 20;

    [Test]
    public async Task the_form_works_without_scripts()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper, scripts: false);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceAuditor);
        await visit.GoAsync("/console/verify");
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "khong-ky.xml", MimeType = "application/xml", Buffer = Unsigned });
        await visit.Page.ClickAsync("form.panel button");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "khong-ky.xml" }).First.WaitForAsync();

        Assert.That(await visit.TextAsync("p.plain"), Does.Contain("Chưa đủ căn cứ để kết luận về tệp này"));
    }

    [Test]
    public async Task a_form_whose_token_is_not_this_persons_is_refused()
    {
        using var answer = await PostAsync(Body(Unsigned, token: "khong-phai"));

        Assert.That(await SaidAsync(answer), Is.EqualTo("400 FORM_STALE"));
    }

    [Test]
    public async Task a_form_whose_file_comes_before_its_token_is_refused()
    {
        using var answer = await PostAsync(new MultipartFormDataContent { { new ByteArrayContent(Unsigned), "file", "a.xml" }, { new StringContent(_auditor.Form), "axis-form" } });

        Assert.That(await SaidAsync(answer), Is.EqualTo("400 FORM_STALE"));
    }

    [Test]
    public async Task a_body_that_is_cut_off_is_refused_as_such()
    {
        var whole = await Body(Unsigned).ReadAsByteArrayAsync();
        var cut = new ByteArrayContent(whole, 0, whole.Length - 40);
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=ranh");
        using var answer = await PostAsync(cut);

        Assert.That(await SaidAsync(answer), Is.EqualTo("400 MULTIPART_MALFORMED"));
    }

    [Test]
    public async Task a_file_over_the_limit_is_refused_before_it_comes()
    {
        var large = new ByteArrayContent([]);
        large.Headers.ContentLength = UploadVerification.Largest * 2;
        large.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=ranh");
        using var answer = await PostAsync(large, ("Expect", "100-continue"));

        Assert.That(await SaidAsync(answer), Is.EqualTo("413 FILE_TOO_LARGE"));
    }

    [Test]
    public async Task receipts_beyond_a_few_megabytes_are_refused_before_they_are_read()
    {
        var receipts = new byte[UploadVerification.LargestReceipts + 1];
        Array.Fill(receipts, (byte)' ');
        receipts[0] = (byte)'[';
        receipts[^1] = (byte)']';
        using var answer = await PostAsync(Body(receipts));

        Assert.That(await SaidAsync(answer), Is.EqualTo("413 FILE_TOO_LARGE"));
    }

    [TestCase("[null]")]
    [TestCase("[{}]")]
    [TestCase("{\"receipt\":[")]
    public async Task json_that_holds_no_receipt_is_refused_as_such(string json)
    {
        using var answer = await PostAsync(Body(Encoding.UTF8.GetBytes(json)));

        Assert.That(await SaidAsync(answer), Is.EqualTo("422 NOT_VERIFIABLE"));
    }

    [Test]
    public async Task a_file_for_which_the_disk_has_no_room_is_refused()
    {
        _stage.Upper.Get<LimitOptions>().FreeSpaceReserveBytes = long.MaxValue;
        using var answer = await PostAsync(Body(Unsigned));

        Assert.That(await SaidAsync(answer), Is.EqualTo("507 DISK_RESERVE"));
    }

    [Test]
    public async Task a_file_on_its_way_lies_in_the_uploads_folder_and_in_no_other()
    {
        var uploads = Path.Combine(_stage.Upper.Folder, "uploads");
        var framework = Frameworks();
        using var body = new StalledContent(await Body(new byte[3 << 20]).ReadAsByteArrayAsync(), 2 << 20);
        var asked = PostAsync(body);
        await Eventually.GetAsync(() => Directory.GetFiles(uploads).Sum(static f => new FileInfo(f).Length), static bytes => bytes > 1 << 20, "the file on its way");
        var elsewhere = Frameworks().Except(framework).ToArray();
        body.Go();
        using var answer = await asked;

        Assert.That((elsewhere.Length, answer.StatusCode, Directory.GetFiles(uploads).Length), Is.EqualTo((0, HttpStatusCode.OK, 0)));
    }

    [Test]
    public async Task an_address_that_takes_no_file_refuses_one_from_anybody_unread()
    {
        using var nobody = await ConsoleCaller.OpenAsync(_stage.Upper, null);
        using var answer = await nobody.AskAsync(HttpMethod.Post, "/console/sign-in", Broken(), ("Accept", "application/json"));

        Assert.That(await SaidAsync(answer), Is.EqualTo("415 MEDIA_TYPE"));
    }

    [Test]
    public async Task a_form_that_no_browser_makes_is_refused_and_is_no_failure_of_the_node()
    {
        using var nobody = await ConsoleCaller.OpenAsync(_stage.Upper, null);
        using var answer = await nobody.AskAsync(
            HttpMethod.Post, "/console/sign-in", new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(static i => KeyValuePair.Create($"f{i}", "x"))), ("Accept", "application/json"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
    }

    private static string[] Frameworks() => Directory.GetFiles(Path.GetTempPath(), "ASPNETCORE_*");

    private static ByteArrayContent Broken()
    {
        var body = new ByteArrayContent("--khac\r\nkhong phai"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=ranh");
        return body;
    }

    private MultipartFormDataContent Body(byte[] file, string? token = null)
    {
        var body = new MultipartFormDataContent("ranh") { { new StringContent(token ?? _auditor.Form), "axis-form" }, { new ByteArrayContent(file), "file", "a.xml" } };
        return body;
    }

    private Task<HttpResponseMessage> PostAsync(HttpContent body, params (string Name, string Value)[] headers) =>
        _auditor.AskAsync(HttpMethod.Post, "/console/verify", body, [("Accept", "application/json"), .. headers]);

    private static async Task<string> SaidAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} {(text.StartsWith('{') ? System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() : text)}";
    }

    /// <summary>A body that rests half-way until it is told to go on.</summary>
    private sealed class StalledContent : HttpContent
    {
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly byte[] _bytes;
        private readonly int _first;

        public StalledContent(byte[] bytes, int first)
        {
            (_bytes, _first) = (bytes, first);
            Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=ranh");
        }

        public void Go() => _go.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _first));
            await stream.FlushAsync();
            await _go.Task;
            await stream.WriteAsync(_bytes.AsMemory(_first));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
