using System.Globalization;
using Axis.Core.Packets;
using Axis.Core.Rules.Deadlines;
using Axis.Journey.Tests.Network;

namespace Axis.Journey.Tests.Vxp;

/// <summary>Existing software, unchanged, through every call: between two systems of one node and across two nodes, all business kinds, all status codes.</summary>
public sealed class RoundTripTests
{
    private VxpNetwork _vxp = null!;
    private SdkClient _sender = null!;
    private SdkClient _near = null!;
    private SdkClient _far = null!;
    private int _number = 100;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _vxp = await VxpNetwork.StartAsync();
        _sender = await VxpNetwork.ConnectAsync(_vxp.ProvinceNode, "sys.h37", ["H37"]);
        _near = await VxpNetwork.ConnectAsync(_vxp.ProvinceNode, "sys.so", ["H37.01"]);
        _far = await VxpNetwork.ConnectAsync(_vxp.CentralNode, "sys.vpcp", ["G22"]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _vxp.DisposeAsync();

    [Test]
    public async Task a_document_of_every_kind_reaches_both_receivers_byte_for_byte([Values(0, 1, 2, 3)] int kind)
    {
        var original = NextNumber();
        var number = kind is 0 or 3 ? NextNumber() : original;
        var packet = OldPackets.Document("H37", ["H37.01", "G22"], number, kind, Business(kind, original), Header(kind, original), subject: $"Loại {kind}");

        var sent = await _sender.SendAsync("H37", "edoc", packet);

        Assert.That(sent.Status, Is.EqualTo("OK"), sent.Text);
        foreach (var receiver in new[] { _near, _far })
        {
            var item = await WaitAsync(receiver, "edoc", sent.DocId, packet);
            Assert.That((await receiver.DownloadAsync(item)).Body, Is.EqualTo(packet));
            Assert.That((await receiver.UpdateAsync(item, "processing")).Status, Is.EqualTo("OK"));
            Assert.That((await receiver.UpdateAsync(item, "done")).Status, Is.EqualTo("OK"));
            Assert.That(await IdsAsync(receiver, "edoc"), Does.Not.Contain(item));
        }

        var rows = await Eventually.GetAsync(
            () => _sender.SentAsync("edoc", sent.DocId).GetAwaiter().GetResult().Data,
            static r => r.Count == 2 && r.All(static d => d.GetProperty("receiveStatus").GetString() == "done"),
            "both received");
        Assert.That(rows.Select(static d => d.GetProperty("toCode").GetString()), Is.EquivalentTo((string[])["H37.01", "G22"]));
        Assert.That(rows.Select(static d => d.GetProperty("title").GetString()), Is.All.EqualTo($"Loại {kind}"));
    }

    [Test]
    public async Task the_sender_gets_a_status_01_only_when_the_receivers_software_says_done()
    {
        var packet = OldPackets.Document("H37", ["G22"], NextNumber());
        var sent = await _sender.SendAsync("H37", "edoc", packet);
        var item = await WaitAsync(_far, "edoc", sent.DocId, packet);
        var document = OldPackets.Id("H37", _number.ToString(CultureInfo.InvariantCulture));
        Assert.That(await StatusesAsync(_sender, document), Is.Empty);
        Assert.That(_vxp.ProvinceNode.Tracking(Digest.Of(packet).ToString()).Single().State, Is.EqualTo("SENT"));

        await _far.UpdateAsync(item, "done");

        var codes = await Eventually.GetAsync(() => StatusesAsync(_sender, document).GetAwaiter().GetResult(), static c => c.Count > 0, "01");
        Assert.That(codes, Is.EqualTo((string[])["01"]));
        Assert.That(_vxp.ProvinceNode.Tracking(Digest.Of(packet).ToString()).Single().State, Is.EqualTo("01"));
    }

    [Test]
    public async Task RCV_04_the_receiver_owes_the_notice_until_its_software_has_the_document()
    {
        var packet = OldPackets.Document("H37", ["G22"], NextNumber());
        var item = await WaitAsync(_far, "edoc", (await _sender.SendAsync("H37", "edoc", packet)).DocId, packet);
        var before = Owed(packet);

        await _far.UpdateAsync(item, "done");

        Assert.That((before, Owed(packet)), Is.EqualTo((1, 0)));
    }

    private int Owed(byte[] packet) => _vxp.CentralNode.Store.Read(s => s.Inbox.ListFor(Digest.Of(packet)).SelectMany(i => s.Deadlines.ListFor(i.Id)).Count(static d => d is { Kind: DeadlineKind.ReceiptNotice, SettledAt: null }));

    [Test]
    public async Task a_receiver_whose_software_fails_is_a_failure_with_a_reason()
    {
        var packet = OldPackets.Document("H37", ["G22"], NextNumber());
        var sent = await _sender.SendAsync("H37", "edoc", packet);
        var item = await WaitAsync(_far, "edoc", sent.DocId, packet);

        Assert.That((await _far.UpdateAsync(item, "fail")).Status, Is.EqualTo("OK"));

        var row = await Eventually.GetAsync(() => _sender.SentAsync("edoc", sent.DocId).GetAwaiter().GetResult().Data.Single(), static r => r.GetProperty("receiveStatus").GetString() == "fail", "fail");
        Assert.That(row.GetProperty("receiveStatusDesc").GetString(), Does.StartWith("Phan mem cua noi nhan"));
        Assert.That((await _far.UpdateAsync(item, "done")).Status, Is.EqualTo("FAIL"));
    }

    [TestCase("02")]
    [TestCase("03")]
    [TestCase("04")]
    [TestCase("05")]
    [TestCase("06")]
    [TestCase("15")]
    [TestCase("16")]
    public async Task a_status_of_the_receiver_reaches_the_sender_as_it_is(string code)
    {
        var number = NextNumber();
        var document = OldPackets.Document("H37", ["G22", "H37.01"], number);
        var sent = await _sender.SendAsync("H37", "edoc", document);
        foreach (var (receiver, agency) in new[] { (_far, "G22"), (_near, "H37.01") })
        {
            await WaitAsync(receiver, "edoc", sent.DocId, document);
            var status = OldPackets.Status(agency, "H37", "H37", number, code, "Lý do " + code);

            var answer = await receiver.SendAsync(agency, "status", status);

            Assert.That(answer.Status, Is.EqualTo("OK"), answer.Text);
            var item = await WaitAsync(_sender, "status", answer.DocId, status);
            Assert.That((await _sender.UpdateAsync(item, "done")).Status, Is.EqualTo("OK"));
            if (code is not ("15" or "16"))
            {
                var rows = await Eventually.GetAsync(
                    () => _vxp.ProvinceNode.Tracking(Digest.Of(document).ToString()), r => r.Any(t => t.Recipient.Value == agency && t.State == code), "tracked " + code);
                Assert.That(rows, Has.Count.EqualTo(2));
            }
        }
    }

    [Test]
    public async Task a_take_back_of_the_sender_reaches_the_receivers()
    {
        var number = NextNumber();
        var document = OldPackets.Document("H37", ["G22"], number);
        var sent = await _sender.SendAsync("H37", "edoc", document);
        await WaitAsync(_far, "edoc", sent.DocId, document);
        var status = OldPackets.Status("H37", "G22", "H37", number, "13", "Gửi nhầm");

        var answer = await _sender.SendAsync("H37", "status", status);

        Assert.That(answer.Status, Is.EqualTo("OK"), answer.Text);
        await WaitAsync(_far, "status", answer.DocId, status);
    }

    [Test]
    public async Task a_document_taken_back_before_it_is_fetched_is_handed_to_nobody()
    {
        var before = await IdsAsync(_far, "edoc");
        var number = NextNumber();
        await _sender.SendAsync("H37", "edoc", OldPackets.Document("H37", ["G22"], number));
        var item = await Eventually.GetAsync(() => IdsAsync(_far, "edoc").GetAwaiter().GetResult().Except(before).SingleOrDefault(), static i => i is not null, "listed");

        await _sender.SendAsync("H37", "status", OldPackets.Status("H37", "G22", "H37", number, "13", "Gửi nhầm"));

        await Eventually.GetAsync(() => IdsAsync(_far, "edoc").GetAwaiter().GetResult(), i => !i.Contains(item), "listed no more");
        Assert.That((await _far.TryGetAsync(item!)).Status, Is.EqualTo("FAIL"));
        Assert.That((await _far.DownloadAsync(item!)).Body, Is.Empty);
        Assert.That((await _far.UpdateAsync(item!, "done")).Status, Is.EqualTo("FAIL"));
    }

    [Test]
    public async Task counters_count_what_is_not_done()
    {
        var before = await _near.CountAsync("/countReceiveEdoc");
        var packet = OldPackets.Document("H37", ["H37.01"], NextNumber());
        var sent = await _sender.SendAsync("H37", "edoc", packet);
        Assert.That(await _near.CountAsync("/countReceiveEdoc"), Is.EqualTo(before + 1));
        var statuses = await _sender.CountAsync("/countReceiveStatus");

        await _near.UpdateAsync(await WaitAsync(_near, "edoc", sent.DocId, packet), "done");

        Assert.That(await _near.CountAsync("/countReceiveEdoc"), Is.EqualTo(before));
        Assert.That(await _sender.CountAsync("/countReceiveStatus"), Is.EqualTo(statuses + 1));
    }

    [Test]
    public async Task a_unit_is_registered_sends_synchronises_and_is_deleted()
    {
        var unit = """{"id":"","pcode":"H37.01","code":"H37.01.09","name":"Phòng trực thuộc","mail":"p@example.vn","mobile":"","fax":""}"""u8.ToArray();
        Assert.That((await _near.SendAsync("H37.01.09", "edoc", OldPackets.Document("H37.01.09", ["G22"], NextNumber()))).ErrorCode, Is.EqualTo("19"));

        Assert.That((await _near.CallAsync("POST", "/registerAgency", [], unit)).Status, Is.EqualTo("OK"));

        Assert.That((await _near.SendAsync("H37.01.09", "edoc", OldPackets.Document("H37.01.09", ["G22"], NextNumber()))).Status, Is.EqualTo("OK"));
        var listed = await _near.CallAsync("POST", "/getSynchronizeUnit", [], []);
        Assert.That(listed.Data.Single(static u => u.GetProperty("code").GetString() == "H37.01.09").GetProperty("pid").GetString(), Is.EqualTo("H37.01"));
        Assert.That((await _near.CallAsync("POST", "/deleteAgency", [("AgencyCode", "H37.01.09")], "{}"u8.ToArray())).Status, Is.EqualTo("OK"));
        Assert.That((await _near.SendAsync("H37.01.09", "edoc", OldPackets.Document("H37.01.09", ["G22"], NextNumber()))).ErrorCode, Is.EqualTo("19"));
    }

    [Test]
    public async Task a_unit_outside_the_system_is_not_registered()
    {
        var unit = """{"id":"","pcode":"G22","code":"G22.01","name":"Vụ","mail":"","mobile":"","fax":""}"""u8.ToArray();

        var answer = await _near.CallAsync("POST", "/registerAgency", [], unit);

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo(("FAIL", "19")));
    }

    [Test]
    public async Task the_directory_calls_list_agencies_with_their_codes()
    {
        var all = await _near.CallAsync("POST", "/getAgenciesList", [], []);
        var qd20 = await _near.CallAsync("POST", "/getAgenciesListQD20", [("level", "1")], []);
        var sync = await _near.CallAsync("POST", "/getSynchronizeUnit", [], []);
        var version = sync.Data[0].GetProperty("version").GetInt64().ToString(CultureInfo.InvariantCulture);

        Assert.That(all.Headers["Content-Encoding"], Is.EqualTo("gzip"));
        Assert.That(all.Data.Select(static a => a.GetProperty("code").GetString()), Is.SupersetOf((string[])["G22", "H37", "H37.01", "H37.01.09"]));
        Assert.That(all.Data.Concat(qd20.Data).Select(static a => a.GetProperty("code").GetString()), Has.None.EqualTo(VxpNetwork.Closed).And.None.EqualTo(VxpNetwork.Virtual), "nothing can be sent there");
        Assert.That(all.Data.Single(static a => a.GetProperty("code").GetString() == "H37.01").GetProperty("oldCode").GetString(), Is.EqualTo(VxpNetwork.Closed));
        Assert.That(sync.Data.Single(static a => a.GetProperty("code").GetString() == VxpNetwork.Closed).GetProperty("deleted").GetBoolean());
        Assert.That(qd20.Data.Select(static a => a.GetProperty("code").GetString()), Does.Contain("H37").And.Not.Contain("H37.01.09"));
        Assert.That((await _near.CallAsync("POST", "/getSynchronizeUnit", [("version", version)], [])).Data.Where(static u => u.GetProperty("isAgency").GetBoolean()), Is.Empty);
    }

    private static string Business(int kind, string original) => kind switch
    {
        2 => $"""

              <edXML:DocumentId>{OldPackets.Id("H37", original)}</edXML:DocumentId>
              <edXML:BussinessDocumentInfo>
                <edXML:DocumentInfo>1</edXML:DocumentInfo>
                <edXML:DocumentReceiver>0</edXML:DocumentReceiver>
              </edXML:BussinessDocumentInfo>
            """,
        3 => $"""

              <edXML:ReplacementInfoList>
                <edXML:ReplacementInfo>
                  <edXML:DocumentId>{OldPackets.Id("H37", original)}</edXML:DocumentId>
                  <edXML:OrganIdList><edXML:OrganId>G22</edXML:OrganId></edXML:OrganIdList>
                </edXML:ReplacementInfo>
              </edXML:ReplacementInfoList>
            """,
        _ => "",
    };

    private static string Header(int kind, string original) => kind != 1 ? "" : $"""

        <edXML:ResponseFor>
          <edXML:OrganId>H37</edXML:OrganId>
          <edXML:Code>{original}/UBND-VP</edXML:Code>
          <edXML:DocumentId>{OldPackets.Id("H37", original)}</edXML:DocumentId>
        </edXML:ResponseFor>
        """;

    private static async Task<IReadOnlyList<string>> IdsAsync(SdkClient client, string kind) =>
        [.. (await client.ReceivedAsync(kind)).Data.Select(static d => d.GetProperty("docId").GetString()!)];

    private static async Task<IReadOnlyList<string>> StatusesAsync(SdkClient client, string document)
    {
        var codes = new List<string>();
        foreach (var id in await IdsAsync(client, "status"))
        {
            var text = System.Text.Encoding.UTF8.GetString(await client.GetAsync(id));
            if (text.Contains(document, StringComparison.Ordinal))
            {
                codes.Add(text.Split("<edXML:StatusCode>")[1][..2]);
            }
        }

        return codes;
    }

    // The item that holds exactly these bytes.
    private static async Task<string> WaitAsync(SdkClient client, string kind, string what, byte[] packet)
    {
        for (var deadline = DateTimeOffset.UtcNow.AddSeconds(20); DateTimeOffset.UtcNow < deadline; await Task.Delay(50))
        {
            foreach (var id in await IdsAsync(client, kind))
            {
                if ((await client.GetAsync(id)).AsSpan().SequenceEqual(packet))
                {
                    return id;
                }
            }
        }

        throw new AssertionException($"{what} did not come.");
    }

    private string NextNumber() => Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
}
