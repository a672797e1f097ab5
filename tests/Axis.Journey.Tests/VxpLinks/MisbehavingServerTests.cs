using System.IO.Compression;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Vxp.Link;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>A server that answers everything a server should not: an outage is never a success and never an empty list, and nothing of it costs more than was agreed.</summary>
public sealed class MisbehavingServerTests
{
    private const string Head = "\"status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":\"Thanh cong\"";
    private readonly string _keys = Directory.CreateTempSubdirectory("axis-vxp-").FullName;

    [OneTimeSetUp]
    public void WriteSecret()
    {
        var file = Path.Combine(_keys, "secret");
        File.WriteAllText(file, "demo-secret\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [OneTimeTearDown]
    public void RemoveSecret() => Directory.Delete(_keys, recursive: true);

    private static IEnumerable<TestCaseData> Outages()
    {
        static TestCaseData Case(string name, RawReply reply) => new TestCaseData(reply).SetArgDisplayNames(name);
        yield return Case("error page", RawReply.Of("<html><body>502 Bad Gateway</body></html>", headers: "Content-Type: text/html\r\n"));
        yield return Case("error page with a document type", RawReply.Of("<!DOCTYPE html><html><body>Hệ thống đang bảo trì</body></html>", headers: "Content-Type: text/html\r\n"));
        yield return Case("nothing", RawReply.Nothing);
        yield return Case("empty body", RawReply.Of(""));
        yield return Case("500 with a JSON of success", RawReply.Of($"{{{Head},\"data\":[],\"DocId\":\"abc\"}}", "500 Internal Server Error"));
        yield return Case("redirect", RawReply.Of("", "302 Found", "Location: http://127.0.0.1:1/\r\n"));
        yield return Case("body cut off", RawReply.Of($"{{{Head},\"data\":[", length: 500));
        yield return Case("success without its member", RawReply.Of($"{{{Head}}}"));
        yield return Case("member of another kind", RawReply.Of($"{{{Head},\"data\":\"\",\"DocId\":5}}"));
        yield return Case("an array", RawReply.Of("[]"));
        yield return Case("a null", RawReply.Of("null"));
        yield return Case("neither status nor code", RawReply.Of("{\"data\":[],\"DocId\":\"abc\"}"));
        yield return Case("a status nobody knows", RawReply.Of("{\"status\":\"ok?\",\"ErrorCode\":\"0\",\"data\":[],\"DocId\":\"abc\"}"));
        yield return Case("compressed", RawReply.Of(Bomb(), headers: "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"));
        yield return Case("compressed without saying so", RawReply.Of(Bomb()));
        yield return Case("huge", RawReply.Of($"{{{Head},\"data\":[{string.Join(',', Enumerable.Repeat("{\"docId\":\"" + new string('a', 60) + "\"}", 250_000))}],\"DocId\":\"{new string('x', 300_000)}\"}}"));
        yield return Case("deep", RawReply.Of(new string('[', 100_000)));
        yield return Case("dripping", new RawReply([.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n" + new string(' ', 390)).Select(static b => new[] { b })], TimeSpan.FromMilliseconds(50)));
    }

    [TestCaseSource(nameof(Outages))]
    public async Task a_list_that_is_no_list_is_an_outage(RawReply reply)
    {
        await using var server = new ScriptedVxp(_ => reply);
        using var client = Client(server);

        await Assert.ThrowsAsync<LinkUnreachableException>(() => client.ListAsync(PacketKind.Document, CancellationToken.None));
    }

    [TestCaseSource(nameof(Outages))]
    public async Task a_packet_is_handed_over_by_no_such_answer(RawReply reply)
    {
        await using var server = new ScriptedVxp(_ => reply);
        using var client = Client(server);

        await Assert.ThrowsAsync<LinkUnreachableException>(() => SendAsync(client));
    }

    [Test]
    public async Task a_packet_is_fetched_by_no_such_answer([ValueSource(nameof(Outages))] TestCaseData outage, [Values] VxpFetch fetch)
    {
        await using var server = new ScriptedVxp(_ => (RawReply)outage.Arguments[0]!);
        using var client = Client(server, o => o.Fetch = fetch);

        await Assert.ThrowsAsync<LinkUnreachableException>(() => client.FetchAsync("d1", new MemoryStream(), CancellationToken.None));
    }

    [Test]
    public async Task half_a_packet_is_none_though_its_connection_ended_well([Values] VxpFetch fetch)
    {
        var packet = Foreign.Document("000.00.00.G22", "H37", "G22-1");
        var half = packet[..(packet.Length / 2)];
        await using var server = new ScriptedVxp(request => request.Call == "downloadEdoc" ? RawReply.Of(half) : RawReply.Of($"{{{Head},\"data\":\"{Convert.ToBase64String(half)}"));
        using var client = Client(server, o => o.Fetch = fetch);

        await Assert.ThrowsAsync<LinkUnreachableException>(() => client.FetchAsync("d1", new MemoryStream(), CancellationToken.None));
    }

    [Test]
    public async Task a_download_that_is_a_packet_is_taken_as_it_came()
    {
        var packet = Foreign.Document("000.00.00.G22", "H37", "G22-1");
        await using var server = new ScriptedVxp(request => request.Call == "downloadEdoc" ? RawReply.Of([.. packet, .. "\r\n"u8], headers: "Content-Type: application/octet-stream\r\n") : RawReply.Nothing);
        using var client = Client(server, static o => o.Fetch = VxpFetch.DownloadEdoc);
        using var bytes = new MemoryStream();

        await client.FetchAsync("d1", bytes, CancellationToken.None);

        Assert.That((bytes.Position, Digest.Of(bytes.ToArray().AsSpan()[..packet.Length])), Is.EqualTo((packet.Length + 2L, Digest.Of(packet))));
    }

    [TestCase("{\"status\":\"FAIL\",\"ErrorCode\":\"20\",\"ErrorDesc\":\"Loi he thong\"}")]
    [TestCase("<html>502</html>")]
    public async Task what_a_download_brings_in_place_of_a_packet_is_asked_for_again_with_a_frame(string instead)
    {
        await using var server = new ScriptedVxp(request => RawReply.Of(request.Call == "downloadEdoc" ? instead : $"{{{Head},\"data\":\"PD94bWw+\"}}"));
        using var client = Client(server, static o => o.Fetch = VxpFetch.DownloadEdoc);
        using var bytes = new MemoryStream();

        await client.FetchAsync("d1", bytes, CancellationToken.None);

        Assert.That(Encoding.UTF8.GetString(bytes.ToArray()), Is.EqualTo("<?xml>"));
    }

    [Test]
    public async Task a_packet_that_is_listed_once_for_each_receiver_is_one_item_for_all_of_them()
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of($"{{{Head},\"data\":[{{\"docId\":\"d1\",\"to\":\"H37\"}},{{\"docId\":\"d1\",\"to\":\"H37\"}},{{\"docId\":\"d2\",\"to\":\"H37\"}},{{\"docId\":\"d2\",\"to\":\"H37.01\"}}]}}"));
        using var client = Client(server);

        var list = await client.ListAsync(PacketKind.Document, CancellationToken.None);

        Assert.That(list.Items.Select(static i => (i.DocId, i.To)), Is.EqualTo(new[] { ("d1", "H37"), ("d2", (string?)null) }));
    }

    [TestCase("413 Payload Too Large", "VXP_PACKET_TOO_LARGE", false, false)]
    [TestCase("414 URI Too Long", "VXP_HEADERS_TOO_LARGE", false, false)]
    [TestCase("431 Request Header Fields Too Large", "VXP_HEADERS_TOO_LARGE", false, false)]
    [TestCase("400 Bad Request", "VXP_HTTP_REFUSED", true, true)]
    [TestCase("403 Forbidden", "VXP_HTTP_REFUSED", true, true)]
    public async Task a_status_that_blames_the_request_is_an_answer_and_no_outage(string status, string code, bool retryable, bool spendsAttempt)
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of("<html></html>", status));
        using var client = Client(server);

        var refusal = await Assert.ThrowsAsync<LinkAnswerException>(() => SendAsync(client));

        Assert.That((refusal.Code, refusal.Retryable, refusal.SpendsAttempt), Is.EqualTo((code, retryable, spendsAttempt)));
    }

    [TestCase("401 Unauthorized")]
    [TestCase("404 Not Found")]
    [TestCase("429 Too Many Requests")]
    [TestCase("503 Service Unavailable")]
    public async Task a_status_that_says_nothing_of_the_packet_is_an_outage(string status)
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of("", status));
        using var client = Client(server);

        await Assert.ThrowsAsync<LinkUnreachableException>(() => SendAsync(client));
    }

    [Test]
    public async Task a_full_disk_here_is_not_the_servers_fault([Values] VxpFetch fetch)
    {
        await using var server = new ScriptedVxp(request => request.Call == "downloadEdoc" ? RawReply.Of(Foreign.Document("000.00.00.G22", "H37", "G22-1")) : RawReply.Of($"{{{Head},\"data\":\"PD94bWw+\"}}"));
        using var client = Client(server, o => o.Fetch = fetch);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.FetchAsync("d1", new BrokenDisk(), CancellationToken.None));
    }

    [Test]
    public async Task a_file_that_cannot_be_read_here_is_not_the_servers_fault()
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of($"{{{Head},\"DocId\":\"a\"}}"));
        using var client = Client(server);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => client.SendAsync(new VxpSubmission(PacketKind.Document, OrganId.Parse("H37"), [OrganId.Parse("G22")], Digest.Of([]), 10, static () => new BrokenDisk()), CancellationToken.None));
    }

    [TestCase("0")]
    [TestCase("")]
    [TestCase("hai từ")]
    [TestCase("dòng\\nhai")]
    [TestCase("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task a_success_under_a_name_that_cannot_be_used_is_sent_again(string docId)
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of($"{{{Head},\"DocId\":\"{docId}\"}}"));
        using var client = Client(server);

        await Assert.ThrowsAsync<LinkUnreachableException>(() => SendAsync(client));
    }

    [TestCase("{\"status\":\"OK\",\"ErrorCode\":0,\"ErrorDesc\":null,\"data\":[],\"DocId\":\"a-1\"}", TestName = "a_numeric_code_and_a_null_description_do")]
    [TestCase("\uFEFF{\"status\":\"OK\",\"ErrorCode\":\"0\",\"data\":[],\"DocId\":\"a-1\"}", TestName = "a_byte_order_mark_does")]
    [TestCase("{\"ErrorCode\":\"0\",\"data\":null,\"DocId\":\"a-1\"}", TestName = "a_success_without_status_and_a_null_for_the_empty_list_do")]
    [TestCase("{\"status\":\"OK\",\"data\":[],\"DocId\":\"a-1\"}", TestName = "a_success_without_a_code_does")]
    public async Task tolerated(string body)
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of(body));
        using var client = Client(server);

        Assert.That((await client.ListAsync(PacketKind.Status, CancellationToken.None)).Items, Is.Empty);
        Assert.That(await SendAsync(client), Is.EqualTo("a-1"));
    }

    [TestCase("{\"status\":\"FAIL\",\"ErrorCode\":\"18\",\"ErrorDesc\":\"Don vi nhan khong ton tai\",\"DocId\":\"\"}", "VXP_18", false)]
    [TestCase("{\"status\":\"FAIL\",\"ErrorCode\":\"0\",\"DocId\":\"abc\"}", "VXP_20", true)]
    [TestCase("{\"status\":\"OK\",\"ErrorCode\":22,\"DocId\":\"abc\"}", "VXP_22", false)]
    [TestCase("{\"status\":\"FAIL\"}", "VXP_20", true)]
    [TestCase("{\"status\":\"FAIL\",\"ErrorCode\":\"<script>\",\"ErrorDesc\":null}", "VXP_20", true)]
    [TestCase("{\"status\":\"FAIL\",\"ErrorCode\":\"77\",\"ErrorDesc\":\"?\"}", "VXP_77", true)]
    public async Task a_failure_is_one_whichever_member_says_so(string body, string code, bool retryable)
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of(body));
        using var client = Client(server);

        var refusal = await Assert.ThrowsAsync<LinkAnswerException>(() => SendAsync(client));

        Assert.That((refusal.Code, refusal.Retryable), Is.EqualTo((code, retryable)));
    }

    [Test]
    public async Task items_without_a_usable_name_are_counted_and_doubled_ones_taken_once()
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of($"{{{Head},\"data\":[null,{{\"docId\":\"b/../{{2}}\",\"from\":null}},{{\"docId\":null}},{{\"docId\":\"0\"}},7,{{\"docId\":\"c\",\"to\":\"H37\"}},{{\"docId\":\"c\"}},{{}}]}}"));
        using var client = Client(server);

        var list = await client.ListAsync(PacketKind.Document, CancellationToken.None);

        Assert.That(list.Items.Select(static i => (i.DocId, i.To)), Is.EqualTo(new[] { ("b/../{2}", null), ("c", "H37") }));
        Assert.That(list.Unusable, Is.EqualTo(5));
    }

    [TestCase("{HEAD,\"data\":\"PD94bWw+\"}", "<?xml>")]
    [TestCase("{\"data\":\"PD94\\r\\nbWw+\",HEAD}", "<?xml>")]
    [TestCase("{HEAD,\"data\":\"PD94bWw\\/Cg\"}", "<?xml?\n")]
    [TestCase("{HEAD,\"data\":\"PD94bWw\\u002B\"}", "<?xml>")]
    [TestCase("{HEAD,\"data\":\"PD94bWw\\u002fCg\\u003d\\u003D\"}", "<?xml?\n")]
    [TestCase("{\"x\":{\"data\":\"AAAA\"},\"data\" : \"PD94bWw+\",HEAD}", "<?xml>")]
    public async Task a_packet_is_taken_out_of_its_answer(string body, string packet)
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of(body.Replace("HEAD", Head, StringComparison.Ordinal)));
        using var client = Client(server);
        using var bytes = new MemoryStream();

        await client.FetchAsync("d1", bytes, CancellationToken.None);

        Assert.That(Encoding.UTF8.GetString(bytes.ToArray()), Is.EqualTo(packet));
    }

    [TestCase("{HEAD,\"data\":\"***\"}")]
    [TestCase("{HEAD,\"data\":\"PD94=bWw+\"}")]
    [TestCase("{HEAD,\"data\":\"PD94\\u0021Ww+\"}")]
    [TestCase("{HEAD,\"data\":\"PD94\\u0162Ww+\"}")]
    [TestCase("{HEAD,\"data\":\"PD94\\u00\"}")]
    public async Task wrong_base64_is_no_packet(string body)
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of(body.Replace("HEAD", Head, StringComparison.Ordinal)));
        using var client = Client(server);

        await Assert.ThrowsAsync<InvalidDataException>(() => client.FetchAsync("d1", Stream.Null, CancellationToken.None));
    }

    [Test]
    public async Task a_packet_over_the_limit_is_given_up_as_it_comes()
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of($"{{{Head},\"data\":\"{new string('A', 3 * 1024 * 1024)}\"}}"));
        using var client = Client(server);

        await Assert.ThrowsAsync<InvalidDataException>(() => client.FetchAsync("d1", Stream.Null, CancellationToken.None));
    }

    [Test]
    public async Task a_system_that_is_not_let_in_is_told_apart_from_an_outage()
    {
        await using var server = new ScriptedVxp(_ => RawReply.Of("{\"status\":\"FAIL\",\"ErrorCode\":\"15\",\"ErrorDesc\":\"Sai SystemId\",\"DocId\":\"\"}"));
        using var client = Client(server);

        var refused = await Assert.ThrowsAsync<LinkUnreachableException>(() => client.ListAsync(PacketKind.Document, CancellationToken.None));

        Assert.That(refused.Code, Is.EqualTo("VXP_NOT_AUTHENTICATED"));
    }

    [TestCase(VxpDialect.Java, "eDoc", "docid")]
    [TestCase(VxpDialect.CSharp, "edoc", "docId")]
    public async Task each_dialect_is_spoken_as_its_client_does(VxpDialect dialect, string serviceType, string docId)
    {
        var seen = new List<RawRequest>();
        await using var server = new ScriptedVxp(request =>
        {
            lock (seen)
            {
                seen.Add(request);
            }

            return RawReply.Of($"{{{Head},\"data\":[],\"DocId\":\"a\"}}");
        });
        using var client = Client(server, o => o.Dialect = dialect);

        await client.ListAsync(PacketKind.Document, CancellationToken.None);
        await client.TellAsync("d1", "done", null, CancellationToken.None);
        await SendAsync(client);

        Assert.That(seen[0]["servicetype"], Is.EqualTo(serviceType));
        Assert.That(seen[1]["sign-header-key"], Does.Contain(";" + docId + ";"));
        Assert.That(seen[2]["hash-file"], dialect == VxpDialect.Java ? Is.EqualTo("dbc293ce5211e09211f2e1216ffb1fb06216ff552c312066118d25ff8c92ce") : Is.EqualTo("dbc293ce52011e009211f2e1216ffb1fb06216ff552c312066118d25ff8c92ce"));
        Assert.That(seen[2].Body, Is.EqualTo(Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><x>ệ</x>\r\n")));
    }

    private VxpClient Client(ScriptedVxp server, Action<VxpLinkOptions>? change = null)
    {
        var options = new VxpLinkOptions { Endpoint = server.Address.ToString(), AllowPlainHttp = true, SystemId = "sys.demo", SecretFile = "secret", TimeoutSeconds = 2, MaxRequestsPerSecond = 1000, MaxPacketBytes = 1024 * 1024 };
        change?.Invoke(options);
        return new VxpClient(options, _keys, TimeProvider.System);
    }

    private static Task<string> SendAsync(VxpClient client)
    {
        var bytes = Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><x>ệ</x>");
        return client.SendAsync(new VxpSubmission(PacketKind.Document, OrganId.Parse("H37"), [OrganId.Parse("G22")], Digest.Of(bytes), bytes.Length, () => new MemoryStream(bytes)), CancellationToken.None);
    }

    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.SmallestSize))
        {
            zip.Write(new byte[32 * 1024 * 1024]);
        }

        return bytes.ToArray();
    }

    private sealed class BrokenDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("No space left on device");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Input/output error");
    }
}
