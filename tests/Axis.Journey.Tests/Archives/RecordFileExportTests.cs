using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Axis.Cli;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;

namespace Axis.Journey.Tests.Archives;

/// <summary>
/// A file of five documents is exported by the command line from a real node (ARC-11): one received, one sent, one on paper, one in which a state secret was found,
/// and one that was moved to another file. Judged by pdftotext, pdfinfo (poppler-utils) and System.Xml.
/// </summary>
public sealed class RecordFileExportTests
{
    private const string Owner = "G22.01";
    private const string Notation = "12.NV";
    private const string Subject = "V/v phòng, chống bão số 3 và khắc phục hậu quả thiên tai tại huyện Quỳnh Lưu";
    private const string Secret = "V/v nội dung không được để lại dấu vết";
    private static readonly NodeSpec Spec = TestNetwork.Central with { Agencies = ["G22", Owner, "G22.03"] };
    private static readonly XNamespace Ns = "urn:docaxis:record-file:1";

    private readonly byte[] _file = RandomNumberGenerator.GetBytes(200_000);
    private TestNetwork _network = null!;
    private string _received = "";
    private string _sent = "";
    private string _folder = "";
    private string _printed = "";
    private XDocument _xml = null!;

    private RunningNode Node => _network[Spec];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(Spec);
        using var clerk = await Node.ClientAsync(Role.Clerk, Owner);
        await PostAsync(clerk, "archive/files", new OpenRecordFile(Owner, 2026, Notation, "Hồ sơ phòng, chống bão số 3", null, "04"), AxisJson.Web.OpenRecordFile);
        _received = (await Node.SendAsync("G22", [Owner], Subject, _file)).Packet;
        await FileReceivedAsync(clerk, _received, new RegisterFields { FileCatalog = 2026, FileNotation = Notation, DocOrdinal = 1 });
        _sent = (await Node.SendAsync(Owner, ["G22"], "V/v trả lời", number: "77")).Packet;
        var line = Node.Store.Read(static s => s.Books.List(OrganId.Parse(Owner)).Where(static b => !b.Incoming).SelectMany(b => s.Books.Outgoing(b.Agency, b.Book, b.Year, 0, long.MaxValue, 10).Select(r => (b.Year, r.Line))).Single());
        await CorrectAsync(clerk, "di", line.Year, line.Line, new RegisterFields { FileCatalog = 2026, FileNotation = Notation, DocOrdinal = 2 });
        await PostAsync(
            clerk,
            "registers/den/entries",
            new EnterPaper { Agency = Owner, Fields = new RegisterFields { TypeName = "Công văn", OrganName = "Bộ", Subject = "Bản giấy", CodeNumber = "09", CodeNotation = "B-VP", FileOrganId = Owner, FileCatalog = 2026, FileNotation = Notation, DocOrdinal = 3 } },
            AxisJson.Web.EnterPaper);
        var secret = (await Node.SendAsync("G22", [Owner], Secret)).Packet;
        await FileReceivedAsync(clerk, secret, new RegisterFields { FileCatalog = 2026, FileNotation = Notation, DocOrdinal = 4 });
        var moved = (await Node.SendAsync("G22", [Owner], "V/v chuyển sang hồ sơ khác")).Packet;
        var place = await FileReceivedAsync(clerk, moved, new RegisterFields { FileCatalog = 2026, FileNotation = Notation, DocOrdinal = 5 });
        await CorrectAsync(clerk, "den", place.Year, place.Line, new RegisterFields { FileNotation = "13.NV" });
        using var officer = await Node.ClientAsync(Role.Security);
        await PostAsync(officer, "secrecy/isolations", new IsolateDocument(secret, "phát hiện khi đọc"), AxisJson.Web.IsolateDocument);

        _folder = Path.Combine(Node.Folder, "ho-so-12");
        var token = Path.Combine(Node.Folder, "clerk.token");
        await File.WriteAllTextAsync(token, clerk.DefaultRequestHeaders.Authorization!.Parameter);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var error = new StringWriter();
        using var output = new StringWriter();
        var exit = await AxisCommandLine.RunAsync(["archive", "export", Owner, "2026", Notation, _folder, "--url", Node.Api.ToString(), "--token-file", token], output, error, limit.Token);
        Assert.That(exit, Is.Zero, $"{output}{error}");
        _printed = output.ToString();
        _xml = XDocument.Load(Path.Combine(_folder, "ho-so.xml"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public void the_metadata_are_valid_by_the_schema_beside_them()
    {
        var problems = new List<string>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, ValidationType = ValidationType.Schema, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.Schemas.Add(Ns.NamespaceName, Path.Combine(_folder, "ho-so.xsd"));
        settings.ValidationEventHandler += (_, e) => problems.Add(e.Message);
        using var reader = XmlReader.Create(Path.Combine(_folder, "ho-so.xml"), settings);
        while (reader.Read())
        {
        }

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void the_documents_stand_in_their_order_with_where_they_were_registered()
    {
        var said = _xml.Descendants(Ns + "Document").Select(static d => $"{d.Element(Ns + "DocOrdinal")!.Value} {d.Attribute("form")!.Value} {d.Element(Ns + "Register")!.Attribute("direction")!.Value} {d.Element(Ns + "Subject")?.Value}");

        Assert.That(said, Is.EqualTo(new[] { $"1 electronic incoming {Subject}", "2 electronic outgoing V/v trả lời", "3 paper incoming Bản giấy", "4 electronic incoming " }));
    }

    [Test]
    public void a_document_says_who_filed_it_and_what_its_signature_was_found_to_be()
    {
        var first = _xml.Descendants(Ns + "Document").First();

        Assert.That((first.Descendants(Ns + "Version").Single().Attribute("reason")!.Value, first.Descendants(Ns + "Verdict").Single().Value, first.Descendants(Ns + "Badge").Single().Value), Is.EqualTo(("Lập hồ sơ", "TOTAL-PASSED", "hợp lệ")));
    }

    [Test]
    public void the_list_of_documents_is_read_by_pdftotext()
    {
        var path = Path.Combine(_folder, "ho-so.pdf");
        var text = Run("pdftotext", "-raw", path, "-");
        var words = text.Split((char[])[' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);

        Assert.Multiple(() =>
        {
            Assert.That(Subject.Split(' ').Except(words), Is.Empty);
            Assert.That(text, Does.Contain("Mã hồ sơ: G22.01 – 2026 – 12.NV").And.Contain("Thời hạn bảo quản: 30 năm").And.Contain("Số văn bản, tài liệu: 4"));
            Assert.That(Run("pdfinfo", path), Does.Match(@"Title:\s+Hồ sơ 12\.NV năm 2026").And.Match(@"Pages:\s+2\b"));
        });
    }

    [Test]
    public void every_file_is_as_the_list_of_checksums_says()
    {
        var listed = File.ReadAllLines(Path.Combine(_folder, "SHA256SUMS")).Select(static l => (l[66..], l[..64]));
        var found = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(f => (Path.GetRelativePath(_folder, f), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))))).Where(static f => f.Item1 != "SHA256SUMS");

        Assert.That(listed, Is.EquivalentTo(found));
    }

    [Test]
    public void the_documents_are_byte_for_byte_those_that_were_sent()
    {
        var parts = _xml.Descendants(Ns + "Part").Select(static p => (Kind: p.Attribute("kind")!.Value, Name: p.Attribute("name")!.Value, Path: p.Attribute("path")!.Value)).ToList();
        var packets = parts.Where(static p => p.Kind == "packet").Select(p => Digest.Of(File.ReadAllBytes(Path.Combine(_folder, p.Path))).ToString());
        var report = parts.First(static p => p.Name == "Báo cáo.pdf");

        Assert.Multiple(() =>
        {
            Assert.That(packets, Is.EqualTo(new[] { _received, _sent }));
            Assert.That(File.ReadAllBytes(Path.Combine(_folder, report.Path)), Is.EqualTo(_file));
            Assert.That(report.Path, Is.EqualTo("van-ban/001/01-bao-cao.pdf"));
        });
    }

    [Test]
    public void nothing_tells_what_the_document_with_a_secret_was_about() =>
        Assert.That(
            (Directory.EnumerateFiles(_folder, "ho-so.xml").Any(static f => File.ReadAllText(f).Contains(Secret, StringComparison.Ordinal)), Run("pdftotext", "-raw", Path.Combine(_folder, "ho-so.pdf"), "-").Contains("dấu vết", StringComparison.Ordinal), Directory.Exists(Path.Combine(_folder, "van-ban", "004"))),
            Is.EqualTo((false, false, false)));

    [Test]
    public void the_export_and_every_document_that_it_hands_out_are_in_the_journal()
    {
        var entries = Node.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry).ToList();

        Assert.That(
            (entries.Any(static e => e is { Kind: "record-file", To: "exported", Agency: Owner }), entries.Where(static e => e is { Kind: "document-downloaded", To: "record-file" }).Select(static e => e.Packet.ToString())),
            Is.EqualTo((true, new[] { _sent, _received })));
    }

    [TestCase(Role.Clerk, "G22")]
    [TestCase(Role.Clerk, "G22.03")]
    [TestCase(Role.Operator, null)]
    [TestCase(Role.Security, null)]
    public async Task nobody_of_another_agency_or_duty_gets_it(Role role, string? agency)
    {
        using var client = agency is null ? await Node.ClientAsync(role) : await Node.ClientAsync(role, agency);
        using var response = await client.GetAsync($"/api/v1/archive/files/export?agency={Owner}&catalog=2026&notation={Notation}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public void the_command_says_how_many_files_it_checked() => Assert.That(_printed, Does.Contain("8 tệp, đã so SHA-256"));

    // Accepted, so that it has its số đến; then its line names the file.
    private async Task<(int Year, string Line)> FileReceivedAsync(HttpClient clerk, string packet, RegisterFields fields)
    {
        var item = (await Eventually.GetAsync(Node.Inbox, i => i.Any(n => n.Packet.ToString() == packet), "in the inbox")).Single(i => i.Packet.ToString() == packet);
        await Node.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, Node.Clerk, CancellationToken.None);
        var registered = Node.Store.Read(s => s.Inbox.Find(item.Id))!;
        var (year, line) = (registered.ArrivalYear!.Value, registered.ArrivalNumber!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await CorrectAsync(clerk, "den", year, line, fields);
        return (year, line);
    }

    private static Task CorrectAsync(HttpClient clerk, string register, int year, string line, RegisterFields fields) =>
        PostAsync(clerk, $"registers/{register}/corrections", new CorrectLine { Agency = Owner, Year = year, Line = line, Reason = "Lập hồ sơ", Fields = fields }, AxisJson.Web.CorrectLine);

    private static async Task PostAsync<T>(HttpClient client, string path, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var response = await client.PostAsJsonAsync("/api/v1/" + path, body, type);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }

    private static string Run(string tool, params string[] arguments) => OutsideTool.RunIn(Environment.CurrentDirectory, tool, arguments);
}
