using System.Globalization;
using System.Text;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Keys;
using Axis.Node.Vxp.Systems;

namespace Axis.Journey.Tests.Vxp;

/// <summary>What a server must do so that existing clients neither break nor are deceived, over a real listener.</summary>
public sealed class ConformanceTests
{
    private VxpNetwork _vxp = null!;
    private string _secret = null!;
    private string _otherSecret = null!;
    private int _number = 500;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _vxp = await VxpNetwork.StartAsync();
        _secret = await VxpNetwork.AddAsync(_vxp.ProvinceNode, "sys.h37", ["H37"]);
        _otherSecret = await VxpNetwork.AddAsync(_vxp.ProvinceNode, "sys.so", ["H37.01"]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _vxp.DisposeAsync();

    [Test]
    public async Task a_signed_header_that_was_altered_is_refused([Values("servicetype", "messagetype", "timestamp", "Content-Type", "systemid")] string name)
    {
        var client = Sender();
        client.Spoil = wire => wire.Change("XroadVnpt-" + name, static v => v + "x");

        Assert.That(await ErrorAsync(client), Is.EqualTo(("FAIL", "15")));
    }

    [Test]
    public async Task a_flipped_byte_of_the_signed_text_is_refused([Values(1, 15, 40, 90)] int at)
    {
        var client = Sender();
        client.Spoil = wire => wire.Change("XroadVnpt-sign-header", v => v[..at] + (char)(v[at] ^ 1) + v[(at + 1)..]);

        Assert.That(await ErrorAsync(client), Is.EqualTo(("FAIL", "15")));
    }

    [Test]
    public async Task a_call_without_its_signature_is_refused([Values("sign-header", "hash-header", "systemid", "sign-header-key")] string name)
    {
        var client = Sender();
        client.Spoil = wire => wire.Headers.RemoveAll(h => h.Name == "XroadVnpt-" + name);

        Assert.That(await ErrorAsync(client), Is.EqualTo(("FAIL", "15")));
    }

    [Test]
    public async Task an_unknown_system_and_a_wrong_secret_get_the_same_answer()
    {
        var unknown = await new SdkClient(Service, "nobody", "x").ReceivedAsync("edoc");
        var wrong = await new SdkClient(Service, "sys.h37", "x").ReceivedAsync("edoc");

        Assert.That((unknown.HttpStatus, unknown.Text), Is.EqualTo((wrong.HttpStatus, wrong.Text)));
        Assert.That(wrong.ErrorCode, Is.EqualTo("15"));
    }

    [Test]
    public async Task members_in_any_order_verify([Range(1, 5)] int order) =>
        Assert.That((await new SdkClient(Service, "sys.h37", _secret, order: order).ReceivedAsync("edoc")).Status, Is.EqualTo("OK"));

    [Test]
    public async Task a_timestamp_of_yesterday_is_taken_unless_the_system_has_a_limit()
    {
        var limited = await VxpNetwork.AddAsync(_vxp.ProvinceNode, "sys.limited", [], static s => s with { MaxAgeHours = 1 });
        var yesterday = DateTimeOffset.UtcNow.AddDays(-1);

        Assert.That((await new SdkClient(Service, "sys.h37", _secret, yesterday).ReceivedAsync("edoc")).Status, Is.EqualTo("OK"));
        Assert.That((await new SdkClient(Service, "sys.limited", limited, yesterday).ReceivedAsync("edoc")).ErrorCode, Is.EqualTo("15"));
        Assert.That((await new SdkClient(Service, "sys.limited", limited).ReceivedAsync("edoc")).Status, Is.EqualTo("OK"));
    }

    [Test]
    public async Task a_system_calls_only_from_its_addresses()
    {
        var secret = await VxpNetwork.AddAsync(_vxp.ProvinceNode, "sys.elsewhere", [], static s => s with { Addresses = ["192.0.2.0/24"] });

        Assert.That(await ErrorAsync(new SdkClient(Service, "sys.elsewhere", secret)), Is.EqualTo(("FAIL", "15")));
    }

    [Test]
    public async Task a_disabled_system_and_an_old_secret_are_refused_at_once()
    {
        var systems = _vxp.ProvinceNode.Get<VxpSystems>();
        var client = new SdkClient(Service, "sys.leaving", await VxpNetwork.AddAsync(_vxp.ProvinceNode, "sys.leaving", []));
        Assert.That((await client.ReceivedAsync("edoc")).Status, Is.EqualTo("OK"));

        await systems.RotateAsync("sys.leaving", false, "test", CancellationToken.None);
        Assert.That(await ErrorAsync(client), Is.EqualTo(("FAIL", "15")));

        var rotated = ((Done<VxpSystemSecret>)await systems.RotateAsync("sys.leaving", false, "test", CancellationToken.None)).Value.Secret;
        Assert.That((await new SdkClient(Service, "sys.leaving", rotated).ReceivedAsync("edoc")).Status, Is.EqualTo("OK"));
        await systems.SetDisabledAsync("sys.leaving", true, "test", CancellationToken.None);
        Assert.That(await ErrorAsync(new SdkClient(Service, "sys.leaving", rotated)), Is.EqualTo(("FAIL", "15")));
    }

    [TestCase("disabled", "15")]
    [TestCase("rotated", "15")]
    [TestCase("removed", "19")]
    public async Task what_is_taken_from_a_system_while_its_packet_is_under_way_counts_for_that_packet(string taken, string code)
    {
        var (id, node) = ("sys." + taken, _vxp.ProvinceNode);
        var systems = node.Get<VxpSystems>();
        var client = new SdkClient(Service, id, await VxpNetwork.AddAsync(node, id, [VxpNetwork.Leaving]));
        client.Midway = async () =>
        {
            await Eventually.GetAsync(() => systems.List().Single(s => s.Id == id).LastCallAt, static at => at is not null, "let in");
            object done = taken switch
            {
                "disabled" => await systems.SetDisabledAsync(id, true, "test", CancellationToken.None),
                "rotated" => await systems.RotateAsync(id, false, "test", CancellationToken.None),
                _ => await systems.RemoveAgencyAsync(id, VxpNetwork.Leaving, "test", CancellationToken.None),
            };
            Assert.That(done.GetType().Name, Does.StartWith("Done"));
        };
        var packet = OldPackets.Document(VxpNetwork.Leaving, ["H37.01"], Next());

        var answer = await client.SendAsync(VxpNetwork.Leaving, "edoc", packet);

        await systems.RemoveAgencyAsync(id, VxpNetwork.Leaving, "test", CancellationToken.None);
        Assert.That((answer.Status, answer.ErrorCode, node.Tracking(Digest.Of(packet).ToString()).Count), Is.EqualTo(("FAIL", code, 0)), answer.Text);
    }

    [Test]
    public async Task headers_left_from_earlier_calls_change_nothing()
    {
        var receiver = Receiver();
        var packet = Document();
        await Sender().SendAsync("H37", "edoc", packet);
        var item = await ItemAsync(receiver, packet);

        // By now the client repeats docId, filePath and whatever else with every call.
        Assert.That((await receiver.CallAsync("POST", "/getReceivedEdocList", [("messagetype", "edoc"), ("from", "H99"), ("hash-file", "0"), ("status", "done")], [])).Data, Is.Not.Empty);
        Assert.That((await receiver.UpdateAsync(item, "done")).Status, Is.EqualTo("OK"));
    }

    [Test]
    public async Task of_two_ids_the_one_that_the_call_is_made_with_counts_and_the_other_where_it_cannot()
    {
        var (receiver, sender) = (Receiver(), Sender());
        var (one, two) = (Document(), Document());
        await sender.SendAsync("H37", "edoc", one);
        await sender.SendAsync("H37", "edoc", two);
        var first = await ItemAsync(receiver, one);
        var second = await ItemAsync(receiver, two);

        // docId is left at the second one by getEdoc; docid says the first.
        Assert.That((await receiver.UpdateAsync(first, "done")).Status, Is.EqualTo("OK"));
        Assert.That(await OpenAsync(receiver), Does.Contain(second).And.Not.Contain(first));

        // docid is left at the first one, which is done and cannot fail any more; docId says the second.
        Assert.That((await receiver.UpdateAsync(second, "fail", "docId")).Status, Is.EqualTo("OK"));
        Assert.That(await OpenAsync(receiver), Does.Not.Contain(second));
    }

    [Test]
    public async Task the_digest_of_the_file_may_be_padded_or_not_and_with_or_without_the_line_end()
    {
        foreach (var hash in new Func<byte[], string>[]
        {
            SdkClient.Unpadded,
            static p => Digest.Of(p).ToString(),
            static p => SdkClient.Unpadded([.. p, .. "\r\n"u8]),
            static p => Digest.Of([.. p, .. "\r\n"u8]).ToString(),
        })
        {
            var packet = Document();
            Assert.That((await Sender().SendAsync("H37", "edoc", packet, hash: hash(packet))).Status, Is.EqualTo("OK"));
            Assert.That(_vxp.ProvinceNode.Tracking(Digest.Of(packet).ToString()), Is.Not.Empty, "stored without the line end");
        }
    }

    [Test]
    public async Task a_failed_send_is_ascii_has_an_empty_doc_id_and_says_why()
    {
        var answer = await Sender().SendAsync("H37", "edoc", Document(), hash: "00");

        Assert.That((answer.HttpStatus, answer.Status, answer.ErrorCode, answer.DocId), Is.EqualTo((200, "FAIL", "10", "")));
        Assert.That(answer.Body, Is.All.LessThan((byte)0x80));
        Assert.That(answer.Json.GetProperty("ErrorDesc").GetString(), Does.Contain("hash-file"));
    }

    [TestCase("xin chào", "22")]
    [TestCase("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><edXML>&b;</edXML>", "22")]
    [TestCase("", "10")]
    public async Task what_is_no_packet_is_refused(string text, string code) =>
        Assert.That((await Sender().SendAsync("H37", "edoc", Encoding.UTF8.GetBytes(text))).ErrorCode, Is.EqualTo(code));

    [Test]
    public async Task wrong_senders_receivers_and_kinds_have_their_codes()
    {
        var client = Sender();
        Assert.That((await client.SendAsync("H37.01", "edoc", OldPackets.Document("H37.01", ["G22"], Next()))).ErrorCode, Is.EqualTo("19"), "another system's agency");
        Assert.That((await client.SendAsync("H37", "edoc", OldPackets.Document("G22", ["H37.01"], Next()))).ErrorCode, Is.EqualTo("19"), "header and packet differ");
        var unknown = await client.SendAsync("H37", "edoc", OldPackets.Document("H37", ["X99"], Next()));
        Assert.That((unknown.ErrorCode, unknown.Text.Contains("X99", StringComparison.Ordinal)), Is.EqualTo(("18", true)));
        Assert.That((await client.SendAsync("H37", "edoc", OldPackets.Document("H37", ["H37.01"], Next(), file: SmallPdf.WithText("TỐI MẬT")))).Status, Is.EqualTo("FAIL"), "a state secret by its first page");
        Assert.That((await client.SendAsync("H37", "edoc", OldPackets.Document("H37", ["H37.01"], Next(), file: SmallPdf.WithText("BẢO MẬT")))).Status, Is.EqualTo("OK"), "a word that only resembles a grade");
        Assert.That((await client.SendAsync("H37", "status", Document())).ErrorCode, Is.EqualTo("22"), "a document is no status");
        Assert.That((await client.SendAsync("H37", "edoc", Document(), to: "[\"G01\"]")).ErrorCode, Is.EqualTo("22"), "a receiver that the packet does not name");
        Assert.That((await client.SendAsync("H37", "edoc", OldPackets.Document("H37", ["H37.01"], Next(), subject: "TUYỆT MẬT"))).Status, Is.EqualTo("FAIL"), "a state secret");
    }

    [Test]
    public async Task a_system_that_may_not_send_unsigned_packets_or_made_no_declaration_is_refused()
    {
        var strict = new SdkClient(CentralService, "sys.strict", await VxpNetwork.AddAsync(_vxp.CentralNode, "sys.strict", ["G22"], static s => s with { AllowUnsigned = false }));
        var silent = new SdkClient(CentralService, "sys.silent", await VxpNetwork.AddAsync(_vxp.CentralNode, "sys.silent", ["G01"], static s => s with { NoStateSecret = false }));

        Assert.That((await strict.SendAsync("G22", "edoc", OldPackets.Document("G22", ["H37"], Next()))).ErrorCode, Is.EqualTo("22"));
        Assert.That((await silent.SendAsync("G01", "edoc", OldPackets.Document("G01", ["H37"], Next()))).Status, Is.EqualTo("FAIL"));
    }

    [Test]
    public async Task lists_hold_no_nulls_and_an_empty_list_is_an_array()
    {
        var secret = await VxpNetwork.AddAsync(_vxp.ProvinceNode, "sys.empty", []);
        var empty = await new SdkClient(Service, "sys.empty", secret).ReceivedAsync("edoc");
        await Sender().SendAsync("H37", "edoc", Document());

        Assert.That(empty.Text, Does.Contain("\"data\":[]"));
        foreach (var answer in new[] { await Receiver().ReceivedAsync("edoc"), await Sender().SentAsync("edoc"), await Sender().CallAsync("POST", "/getSynchronizeUnit", [], []) })
        {
            Assert.That(answer.Data, Is.Not.Empty);
            Assert.That(answer.Text, Does.Not.Contain("null"));
        }
    }

    [Test]
    public async Task a_download_that_fails_has_no_body()
    {
        var unknown = await Receiver().DownloadAsync("0199f0aa-0000-7000-8000-000000000000");
        var stranger = await new SdkClient(Service, "nobody", "x").DownloadAsync("1");

        Assert.That((unknown.HttpStatus, unknown.Body.Length, stranger.HttpStatus, stranger.Body.Length), Is.EqualTo((404, 0, 403, 0)));
    }

    [Test]
    public async Task an_empty_body_and_an_empty_object_are_the_same()
    {
        var client = Receiver();

        Assert.That((await client.CallAsync("POST", "/countReceiveEdoc", [], "{}"u8.ToArray())).Text, Is.EqualTo((await client.CallAsync("GET", "/countReceiveEdoc", [], [])).Text));
    }

    [Test]
    public async Task a_thousand_receivers_fit_into_the_headers()
    {
        var packet = Document();
        var to = "[" + string.Join(',', Enumerable.Repeat("\"H37.01\"", 1000)) + "]";

        Assert.That((await Sender().SendAsync("H37", "edoc", packet, to: to)).Status, Is.EqualTo("OK"));
    }

    [Test]
    public async Task large_headers_elsewhere_are_still_refused()
    {
        using var client = new HttpClient { BaseAddress = _vxp.ProvinceNode.Api };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        for (var i = 0; i < 10; i++)
        {
            request.Headers.Add("X-Large-" + i.ToString(CultureInfo.InvariantCulture), new string('a', 4000));
        }

        using var answer = await client.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(431));
    }

    [Test]
    public async Task the_same_packet_again_gets_the_same_id_and_is_delivered_once()
    {
        var packet = Document();
        var first = await Sender().SendAsync("H37", "edoc", packet);

        var again = await Sender().SendAsync("H37", "edoc", packet);

        Assert.That((again.Status, again.DocId), Is.EqualTo(("OK", first.DocId)));
        Assert.That(first.DocId, Does.Match("^[0-9A-Za-z-]{1,64}$"));
        Assert.That(_vxp.ProvinceNode.Inbox().Count(i => i.Packet == Digest.Of(packet)), Is.EqualTo(1));
    }

    [Test]
    public async Task the_same_packet_for_another_receiver_is_another_sending()
    {
        var packet = OldPackets.Document("H37", ["H37.01", "G22"], Next());

        var one = await Sender().SendAsync("H37", "edoc", packet, to: "[\"H37.01\"]");
        var two = await Sender().SendAsync("H37", "edoc", packet, to: "[\"G22\"]");

        Assert.That((one.Status, two.Status, one.DocId == two.DocId), Is.EqualTo(("OK", "OK", false)));
        Assert.That(_vxp.ProvinceNode.Tracking(Digest.Of(packet).ToString()).Select(static t => t.Recipient.Value), Is.EquivalentTo((string[])["H37.01", "G22"]));
    }

    [Test]
    public async Task a_packet_that_names_no_receiver_goes_to_those_of_the_header()
    {
        var packet = OldPackets.Document("H37", [], Next());

        Assert.That((await Sender().SendAsync("H37", "edoc", packet)).ErrorCode, Is.EqualTo("18"));
        Assert.That((await Sender().SendAsync("H37", "edoc", packet, to: "[\"G22\"]")).Status, Is.EqualTo("OK"));
        await Eventually.GetAsync(() => _vxp.CentralNode.Inbox(), i => i.Any(x => x.Packet == Digest.Of(packet)), "arrived");
    }

    [Test]
    public async Task done_twice_is_done_and_done_without_fetching_is_not()
    {
        var receiver = Receiver();
        var packet = Document();
        await Sender().SendAsync("H37", "edoc", packet);
        var item = (await OpenAsync(receiver))[^1];
        Assert.That((await receiver.UpdateAsync(item, "done")).Status, Is.EqualTo("FAIL"));
        await receiver.GetAsync(item);

        Assert.That((await receiver.UpdateAsync(item, "done")).Status, Is.EqualTo("OK"));
        Assert.That((await receiver.UpdateAsync(item, "done")).Status, Is.EqualTo("OK"));
        Assert.That(_vxp.ProvinceNode.Store.Read(s => s.Receipts.ListFor(Digest.Of(packet)).Count(static r => Core.Receipts.ReceiptXml.Read(r.Bytes.Span).Event == Core.Receipts.ReceiptEvent.ContentConsignment)), Is.EqualTo(1));
    }

    [TestCase("finished")]
    [TestCase("")]
    public async Task an_unknown_transport_status_fails(string status) =>
        Assert.That((await Receiver().UpdateAsync("1", status)).Status, Is.EqualTo("FAIL"));

    [Test]
    public async Task a_system_neither_lists_fetches_nor_updates_another_ones_items()
    {
        var packet = Document();
        await Sender().SendAsync("H37", "edoc", packet);
        var item = await ItemAsync(Receiver(), packet);
        var stranger = Sender();

        Assert.That(await OpenAsync(stranger), Does.Not.Contain(item));
        Assert.That((await stranger.TryGetAsync(item)).Text, Is.EqualTo((await stranger.TryGetAsync("0" + item[1..])).Text.Replace("0" + item[1..], item, StringComparison.Ordinal)));
        Assert.That((await stranger.UpdateAsync(item, "done")).ErrorCode, Is.EqualTo((await stranger.UpdateAsync("1", "done")).ErrorCode));
        Assert.That((await stranger.DownloadAsync(item)).Body, Is.Empty);
    }

    [Test]
    public async Task the_sender_may_read_what_it_sent()
    {
        var packet = Document();
        var sender = Sender();
        var sent = await sender.SendAsync("H37", "edoc", packet);

        Assert.That(await sender.GetAsync(sent.DocId), Is.EqualTo(packet));
    }

    [Test]
    public async Task whatever_breaks_is_json_and_never_html()
    {
        var secret = await VxpNetwork.AddAsync(_vxp.ProvinceNode, "sys.broken", []);
        await _vxp.ProvinceNode.Store.WriteAsync(
            static s =>
            {
                // A stored secret that does not open is a fault of the node, not of the caller.
                s.VxpSystems.SetSecret("sys.broken", new byte[60], DateTimeOffset.UtcNow);
                return true;
            },
            CancellationToken.None);

        var answer = await new SdkClient(Service, "sys.broken", secret).ReceivedAsync("edoc");
        var nowhere = await Receiver().CallAsync("POST", "/noSuchCall", [], []);

        Assert.That((answer.HttpStatus, answer.Headers["Content-Type"], answer.ErrorCode), Is.EqualTo((200, "application/json", "20")));
        Assert.That((nowhere.HttpStatus, nowhere.Status, nowhere.ErrorCode), Is.EqualTo((200, "FAIL", "20")));
    }

    [Test]
    public async Task an_operator_adds_a_system_over_the_api_and_its_secret_is_shown_that_once()
    {
        var issued = (Done<IssuedToken>)await _vxp.CentralNode.Get<TokenIssuer>().IssueAsync("vận hành", Role.Operator, [], null, "test", CancellationToken.None);
        using var client = new HttpClient { BaseAddress = _vxp.CentralNode.Api };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + issued.Value.Token);
        using var body = new StringContent("""{"id":"sys.api","name":"QLVB","allowUnsigned":true,"noStateSecret":true}""", Encoding.UTF8, "application/json");

        using var added = await client.PostAsync(new Uri("/api/v1/vxp/systems", UriKind.Relative), body);
        var secret = System.Text.Json.JsonDocument.Parse(await added.Content.ReadAsStringAsync()).RootElement.GetProperty("secret").GetString()!;
        var list = await client.GetStringAsync(new Uri("/api/v1/vxp/systems", UriKind.Relative));

        Assert.That((await new SdkClient(CentralService, "sys.api", secret).ReceivedAsync("edoc")).Status, Is.EqualTo("OK"));
        Assert.That(list, Does.Contain("sys.api").And.Not.Contain(secret));
    }

    [Test]
    public async Task a_copied_database_does_not_give_a_secret_away()
    {
        var database = Path.Combine(_vxp.ProvinceNode.Folder, "store", "axis.db");
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(database)!, "axis.db*").Where(static f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using (stream)
            {
                using var reader = new StreamReader(stream, Encoding.Latin1);
                text.Append(await reader.ReadToEndAsync());
            }
        }

        var key = Path.Combine(_vxp.ProvinceNode.Folder, "keys", SecretBox.FileName);
        Assert.That(text.ToString(), Does.Not.Contain(_secret).And.Not.Contain(_otherSecret).And.Contain("sys.h37"));
        Assert.That(text.ToString(), Does.Not.Contain(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(key))));
        Assert.That(OperatingSystem.IsWindows() || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private Uri Service => VxpNetwork.ServiceOf(_vxp.ProvinceNode);

    private Uri CentralService => VxpNetwork.ServiceOf(_vxp.CentralNode);

    private static async Task<(string, string)> ErrorAsync(SdkClient client)
    {
        var answer = await client.ReceivedAsync("edoc");
        return (answer.Status, answer.ErrorCode);
    }

    private static async Task<List<string>> OpenAsync(SdkClient client) => [.. (await client.ReceivedAsync("edoc")).Data.Select(static d => d.GetProperty("docId").GetString()!)];

    private static async Task<string> ItemAsync(SdkClient client, byte[] packet)
    {
        foreach (var id in (await OpenAsync(client)).AsEnumerable().Reverse())
        {
            if ((await client.GetAsync(id)).AsSpan().SequenceEqual(packet))
            {
                return id;
            }
        }

        throw new AssertionException("The packet is not in the list.");
    }

    private SdkClient Sender() => new(Service, "sys.h37", _secret);

    private SdkClient Receiver() => new(Service, "sys.so", _otherSecret);

    private byte[] Document() => OldPackets.Document("H37", ["H37.01"], Next());

    private string Next() => Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
}
