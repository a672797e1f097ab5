using System.Net;
using System.Net.Http.Json;
using System.Text;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Api;

namespace Axis.Node.Tests.Api;

internal sealed class SubmissionTests
{
    private RunningApi _api = null!;
    private HttpClient _clerk = null!;

    [SetUp]
    public async Task Start()
    {
        _api = await RunningApi.StartAsync("""{ "MaxFiles": 3, "MaxFileBytes": 268435456 }""");
        _clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);
    }

    [TearDown]
    public async Task Stop()
    {
        _clerk.Dispose();
        await _api.DisposeAsync();
    }

    [Test]
    public async Task fields_arrive_as_they_were_sent()
    {
        using var response = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a.pdf", "%PDF"u8.ToArray())));

        Assert.That((response.StatusCode, _api.Journey.Fields?.Subject, _api.Journey.Fields?.Signer.FullName), Is.EqualTo((HttpStatusCode.OK, "Về việc phòng chống thiên tai", "Nguyễn Văn An")));
    }

    [TestCase("báo cáo 😀.pdf")]
    [TestCase("../../etc/passwd")]
    [TestCase("CON")]
    public async Task a_file_name_is_kept_as_data(string name)
    {
        using var response = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of((name, "x"u8.ToArray())));

        Assert.That(_api.Journey.Files.Single().Name, Is.EqualTo(name));
    }

    [TestCase("a\0b.pdf")]
    [TestCase("a\"b.pdf")]
    public async Task a_name_that_headers_cannot_carry_comes_in_the_fields(string name)
    {
        using var form = SubmissionForm.Start(SubmissionForm.Fields with { Files = [new FileFields(name)] });
        form.Add(new ByteArrayContent("x"u8.ToArray()), "files", "plain");

        using var response = await _clerk.PostAsync("/api/v1/documents", form);

        Assert.That(_api.Journey.Files.Single().Name, Is.EqualTo(name));
    }

    [Test]
    public async Task a_file_is_hashed_while_it_is_staged()
    {
        var bytes = Encoding.UTF8.GetBytes(new string('x', 300_000));

        using var response = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a.txt", bytes)));

        Assert.That((_api.Journey.Files.Single().Size, _api.Journey.Files.Single().Sha256), Is.EqualTo((300_000L, Digest.Of(bytes))));
    }

    [Test]
    public async Task staged_files_are_gone_when_the_request_ends()
    {
        using var response = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a.txt", new byte[UploadStage.LargestHeld + 1])));

        Assert.That(Directory.EnumerateFiles(Path.Combine(_api.Folder, "uploads")), Is.Empty);
    }

    [Test]
    public async Task a_large_upload_costs_no_memory()
    {
        const long Size = 160L << 20;
        using var warm = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a.txt", new byte[1 << 20])));
        using var form = SubmissionForm.Start(SubmissionForm.Fields);
        form.AddStream(new ZeroStream(Size), "lớn.zip");
        var before = GC.GetTotalAllocatedBytes();

        using var response = await _clerk.PostAsync("/api/v1/documents", form);
        var allocated = GC.GetTotalAllocatedBytes() - before;

        Assert.That((_api.Journey.Files.Single().Size, allocated < Size / 2), Is.EqualTo((Size, true)), $"allocated {allocated >> 20} MiB, client included");
    }

    [Test]
    public async Task a_file_over_the_limit_is_refused_by_name()
    {
        await using var small = await RunningApi.StartAsync("""{ "MaxFileBytes": 1000 }""");
        using var clerk = await small.AsAsync(Role.Clerk, RunningApi.Commune);

        using var response = await clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a.txt", new byte[1001])));

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("FILE_TOO_LARGE"));
    }

    [Test]
    public async Task too_many_files_are_refused()
    {
        using var response = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a", [1]), ("b", [2]), ("c", [3]), ("d", [4])));

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("TOO_MANY_FILES"));
    }

    [Test]
    public async Task nothing_is_taken_below_the_free_space_reserve()
    {
        _api.Files.Free = 1;

        using var response = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a", [1])));

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("DISK_RESERVE"));
    }

    [Test]
    public async Task files_before_the_fields_are_refused()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "files", "a" } };

        using var response = await _clerk.PostAsync("/api/v1/documents", form);

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("MULTIPART_MALFORMED"));
    }

    [Test]
    public async Task a_form_that_is_cut_off_is_refused()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"document\"\r\n\r\n{}"));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");

        using var response = await _clerk.PostAsync("/api/v1/documents", content);

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("MULTIPART_MALFORMED"));
    }

    [Test]
    public async Task a_clerk_sends_only_for_its_own_agency()
    {
        using var form = SubmissionForm.Start(SubmissionForm.Fields with { From = RunningApi.Other.Value });

        using var response = await _clerk.PostAsync("/api/v1/documents", form);

        Assert.That(((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, _api.Journey.Fields), Is.EqualTo(("AGENCY_OUT_OF_SCOPE", (SubmitDocument?)null)));
    }

    [TestCase("abc-1", HttpStatusCode.OK)]
    [TestCase("a b", HttpStatusCode.BadRequest)]
    public async Task an_idempotency_key_is_visible_ascii(string key, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/documents") { Content = SubmissionForm.Of(("a", [1])) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var response = await _clerk.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task a_refusal_of_the_journey_reaches_the_clerk()
    {
        _api.Journey.OnSubmit = static _ => new Refusal(RefusalKind.Invalid, "SEC-01", "Văn bản mật không được gửi qua trục.", "State secrets do not travel.");

        using var response = await _clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a", [1])));
        var problem = await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem);

        Assert.That((problem?.Status, problem?.Code), Is.EqualTo((422, "SEC-01")));
    }

    [TestCase("", HttpStatusCode.UnprocessableEntity)]
    [TestCase("?noStateSecret=true", HttpStatusCode.OK)]
    public async Task a_packet_needs_the_declaration_that_it_holds_no_state_secret(string query, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent("<edXML/>"u8.ToArray());
        content.Headers.ContentType = new("application/xml");

        using var response = await _clerk.PostAsync("/api/v1/packets" + query, content);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    private sealed class ZeroStream(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _position);
            Array.Clear(buffer, offset, read);
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
