using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Journey.Tests.Drop;

/// <summary>Two real nodes, and on both sides software that knows nothing but its folder.</summary>
public sealed class DropTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 nội dung thử nghiệm"u8.ToArray();

    private TestNetwork _network = null!;
    private DropSide _a = null!;
    private DropSide _b = null!;

    private RunningNode Province => _network[TestNetwork.Province];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _a = DropSide.Prepare(Province, ("H37", ", \"NoStateSecret\": true"))[0];
        _b = DropSide.Prepare(_network[TestNetwork.Central], ("G22", ""))[0];
        foreach (var node in _network.Nodes.Values)
        {
            await node.StartAsync();
        }

        await _a.IsOpenAsync();
        await _b.IsOpenAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task software_drops_a_document_other_software_finds_it_and_answers_and_the_first_sees_the_status()
    {
        _a.Draft("cv-15", RunningNode.Fields("H37", ["G22"], "V/v gửi bằng thư mục"), ("Báo cáo.pdf", Pdf), ("Phụ lục 1.pdf", [.. Pdf, 1]));
        var sent = await _a.SentAsync("cv-15");
        var (folder, detail) = await _b.ReceivedAsync(sent.Submission!.Packet);
        _b.Answer("tra-loi-1", new DropAnswer { InboxItem = detail.Item.Id, Code = "03" });
        var answered = await _b.SentAsync("tra-loi-1.answer.json");
        var status = await Eventually.GetAsync(() => _a.Status("cv-15"), static s => s?.Recipients[0].State == "03", "the status at A");

        Assert.Multiple(() =>
        {
            Assert.That(Path.GetFileName(folder), Is.EqualTo(detail.Item.Id.ToString()));
            Assert.That(Directory.EnumerateFiles(Path.Combine(folder, "files")).Select(static f => Path.GetFileName(f)).Order(), Is.EqualTo(new[] { "Báo cáo.pdf", "Phụ lục 1.pdf" }.Order()));
            Assert.That(File.ReadAllBytes(Path.Combine(folder, "files", "Phụ lục 1.pdf")), Is.EqualTo((byte[])[.. Pdf, 1]));
            Assert.That(Digest.Of(File.ReadAllBytes(Path.Combine(folder, "packet.edxml"))).ToString(), Is.EqualTo(sent.Submission.Packet), "byte for byte");
            Assert.That(answered.Answer!.ArrivalNumber, Is.Not.Null, "registered as by any clerk");
            Assert.That(status!.Recipients[0].Recipient, Is.EqualTo("G22"));
        });
    }

    [Test]
    public async Task a_refusal_goes_home_with_its_reason()
    {
        _a.Draft("cv-16", RunningNode.Fields("H37", ["G22"], "V/v sẽ bị trả lại"), ("a.pdf", Pdf));
        var (_, detail) = await _b.ReceivedAsync((await _a.SentAsync("cv-16")).Submission!.Packet);
        _b.Answer("tu-choi", new DropAnswer { InboxItem = detail.Item.Id, Code = "02", ReasonCode = "THIEU_TEP", Description = "Thiếu phụ lục 2" });

        var status = await Eventually.GetAsync(() => _a.Status("cv-16"), static s => s?.Recipients[0].State == "02", "the status at A");
        Assert.That(status!.Recipients[0].ReasonCode, Is.EqualTo("THIEU_TEP"));
    }

    [Test]
    public async Task a_signed_packet_is_sent_byte_for_byte()
    {
        var keys = Path.Combine(Province.Folder, "keys");
        using var key = SigningKeys.LoadPkcs12(Path.Combine(keys, "agency-H37.p12"), Path.Combine(keys, "passphrase"));
        var bytes = Sign(key);
        _a.Put("goi-tin.edxml", bytes);

        Assert.That((await _a.SentAsync("goi-tin.edxml")).Submission!.Packet, Is.EqualTo(Digest.Of(bytes).ToString()));
    }

    [Test]
    public async Task what_is_not_complete_is_left_where_it_is()
    {
        Directory.CreateDirectory(_a.Path("out", "dang-chep"));
        await File.WriteAllBytesAsync(_a.Path("out", "dang-chep", "a.pdf"), Pdf);
        _a.Draft("cv-17", RunningNode.Fields("H37", ["G22"], "V/v sau đó"), ("a.pdf", Pdf));
        await _a.SentAsync("cv-17");

        Assert.That(File.Exists(_a.Path("out", "dang-chep", "a.pdf")), Is.True);
    }

    [Test]
    public async Task the_same_thing_dropped_again_is_answered_as_before_and_not_sent_twice()
    {
        var fields = RunningNode.Fields("H37", ["G22"], "V/v thả hai lần");
        _a.Draft("cv-18", fields, ("a.pdf", Pdf));
        var first = await _a.SentAsync("cv-18");
        _a.Draft("cv-18", fields, ("a.pdf", Pdf));
        var second = await _a.SentAsync("cv-18~2");

        Assert.That((second.Submission!.Repeated, second.Submission.Packet), Is.EqualTo((true, first.Submission!.Packet)));
    }

    [Test]
    public async Task an_answer_dropped_again_changes_nothing()
    {
        _a.Draft("cv-19", RunningNode.Fields("H37", ["G22"], "V/v trả lời hai lần"), ("a.pdf", Pdf));
        var (_, detail) = await _b.ReceivedAsync((await _a.SentAsync("cv-19")).Submission!.Packet);
        foreach (var (name, code) in new[] { ("x1", "03"), ("x2", "04"), ("x3", "04") })
        {
            _b.Answer(name, new DropAnswer { InboxItem = detail.Item.Id, Code = code, Description = "Chuyển phòng Tổng hợp" });
            await _b.SentAsync(name + ".answer.json");
        }

        Assert.That((await _b.SentAsync("x3.answer.json")).Answer, Is.Null);
    }

    [TestCase("G22", "SND-09", TestName = "a_document_of_another_agency_is_refused")]
    public async Task refused_by_sender(string from, string code)
    {
        _a.Draft("sai-noi-gui", RunningNode.Fields(from, ["H37"], "V/v mạo danh"), ("a.pdf", Pdf));
        Assert.That((await _a.RefusedAsync("sai-noi-gui")).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task the_secrecy_guard_stands_at_this_door_too()
    {
        _a.Draft("mat", RunningNode.Fields("H37", ["G22"], "V/v gửi báo cáo"), ("a.pdf", SmallPdf.WithText("TUYỆT MẬT")));
        Assert.That((await _a.RefusedAsync("mat")).Code, Is.EqualTo("SEC-02"));
    }

    [Test]
    public async Task without_the_declaration_no_packet_is_taken()
    {
        _b.Put("goi.edxml", "<edXML/>"u8.ToArray());
        Assert.That((await _b.RefusedAsync("goi.edxml")).Code, Is.EqualTo("SEC-02"));
    }

    [Test]
    public async Task a_link_in_a_draft_is_refused_and_what_it_points_to_goes_nowhere()
    {
        Directory.CreateDirectory(_a.Path("out", "lien-ket"));
        File.CreateSymbolicLink(_a.Path("out", "lien-ket", "a.pdf"), Path.Combine(Province.Folder, "keys", "passphrase"));
        _a.Draft("lien-ket", RunningNode.Fields("H37", ["G22"], "V/v liên kết"));
        Assert.That((await _a.RefusedAsync("lien-ket")).Code, Is.EqualTo("DROP_NOT_PLAIN"));
    }

    [Test]
    public async Task a_link_itself_is_refused()
    {
        File.CreateSymbolicLink(_a.Path("out", "khoa.edxml"), Path.Combine(Province.Folder, "keys", "passphrase"));
        _a.Mark("khoa.edxml");
        await Eventually.GetAsync(() => File.Exists(_a.Path("refused", "khoa.edxml.json")), static there => there, "refused");
        Assert.That(await File.ReadAllTextAsync(_a.Path("refused", "khoa.edxml.json")), Does.Contain("DROP_NOT_PLAIN"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task a_pipe_holds_nothing_up()
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", [_a.Path("out", "ong.edxml")]);
        await made.WaitForExitAsync();
        _a.Mark("ong.edxml");
        Assert.That((await _a.RefusedAsync("ong.edxml")).Code, Is.EqualTo("DROP_NOT_PLAIN"));
    }

    [Test]
    public async Task a_file_that_the_fields_do_not_name_stops_the_document()
    {
        var fields = RunningNode.Fields("H37", ["G22"], "V/v thiếu tên tệp") with { Files = [new FileFields("a.pdf")] };
        _a.Draft("thua-tep", fields, ("a.pdf", Pdf), ("b.pdf", Pdf));
        Assert.That((await _a.RefusedAsync("thua-tep")).Code, Is.EqualTo("SND-07"));
    }

    [TestCase("khong-json", "{", "JSON_MALFORMED")]
    [TestCase("thieu-truong", "{}", "FIELD_MISSING")]
    [TestCase("truong-la", """{"fromm":"H37"}""", "FIELD_UNKNOWN")]
    public async Task fields_that_cannot_be_read_are_refused_with_a_reason(string name, string json, string code)
    {
        Directory.CreateDirectory(_a.Path("out", name));
        await File.WriteAllTextAsync(_a.Path("out", name, "document.json"), json);
        _a.Mark(name);
        Assert.That((await _a.RefusedAsync(name)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task a_name_that_not_every_system_takes_is_refused_under_one_that_it_does()
    {
        _a.Put("aux.edxml", Pdf);
        Assert.That((await _a.RefusedAsync("_aux.edxml")).Code, Is.EqualTo("DROP_NAME"));
    }

    [Test]
    public async Task a_note_never_takes_the_place_of_something_that_was_dropped()
    {
        _a.Put("trung-ten.json", Pdf);
        await _a.RefusedAsync("trung-ten.json");
        Directory.CreateDirectory(_a.Path("out", "trung-ten"));
        _a.Mark("trung-ten");
        await _a.RefusedAsync("trung-ten~2");

        Assert.That(await File.ReadAllBytesAsync(_a.Path("refused", "trung-ten.json")), Is.EqualTo(Pdf));
    }

    [Test]
    public async Task something_else_is_refused_with_what_may_be_dropped()
    {
        _a.Put("bang-tinh.xlsx", Pdf);
        Assert.That((await _a.RefusedAsync("bang-tinh.xlsx")).Reason, Does.Contain("document.json"));
    }

    private static byte[] Sign(ISigningKey key)
    {
        var from = OrganId.Parse("H37");
        var layout = StrictWriter.Layout(new DocumentMessage
        {
            From = new Organ(from),
            To = [new Organ(OrganId.Parse("G22"))],
            DocumentId = "H37,2026/11/21,901/UBND-VP",
            CodeNumber = "901",
            CodeNotation = "UBND-VP",
            Place = "An Hòa",
            PromulgationDate = new DateOnly(2026, 11, 1),
            Type = new DocumentType(2, 18, "Công văn"),
            Subject = "V/v thử nghiệm",
            SignerFullName = "Nguyễn Văn An",
            TraceHeaders = [new TraceHeader(from, TimeProvider.System.GetUtcNow())],
            Business = new NewDocument(),
            Attachments = [new Attachment("4fbb1c0e-6a39-4f1e-9d55-2f0f6f3b1a11", "a.pdf", "application/pdf", null)],
        });
        return new PacketSigner(new SignerCertificates()).SignSmall(layout, [new AttachmentBytes(Encoding.UTF8.GetBytes("%PDF-1.7 gói tin"))], key, TimeProvider.System.GetUtcNow()).Bytes;
    }
}
