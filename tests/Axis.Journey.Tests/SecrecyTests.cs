using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Axis.Cli.Client;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;

namespace Axis.Journey.Tests;

/// <summary>Documents that bear signs of a state secret are stopped at the door of a real node (SEC-02).</summary>
public sealed class SecrecyTests
{
    private TestNetwork _network = null!;

    private RunningNode Node => _network[TestNetwork.Province];

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [TestCase("MẬT")]
    [TestCase("T Ố I M Ậ T")]
    [TestCase("Số: 05/BC-MẬT")]
    public async Task a_stamp_on_the_first_page_stops_the_document(string page) =>
        Assert.That((await SendAsync(page, page)).Code, Is.EqualTo("SEC-02"));

    [TestCase("QUY CHẾ BẢO MẬT thông tin")]
    [TestCase("danh mục bí mật nhà nước, độ mật")]
    [TestCase("XEM XONG TRẢ LẠI - LƯU HÀNH NỘI BỘ")]
    public async Task a_word_that_only_resembles_a_grade_passes(string page) => Assert.That((await SendAsync(page, page)).Code, Is.Null);

    [Test]
    public async Task a_stopped_document_leaves_nothing_but_its_fingerprint()
    {
        var before = Node.Store.Read(static s => s.Packets.ListSubmitted(null, null, 500).Count);
        await SendAsync("TUYỆT MẬT", "không lưu");
        Assert.That(Node.Store.Read(static s => s.Packets.ListSubmitted(null, null, 500).Count), Is.EqualTo(before));
    }

    [Test]
    public async Task what_an_officer_released_passes_when_it_is_sent_again_and_nothing_else_does()
    {
        await SendAsync("PHIẾU TRÌNH MẬT", "được cho gửi");
        using var officer = await OfficerAsync();
        var holds = await officer.GetFromJsonAsync("/api/v1/secrecy/holds", ApiJson.Client.PageSecrecyHoldView);
        using var decided = await officer.PostAsJsonAsync($"/api/v1/secrecy/holds/{holds!.Items[0].Id}", new DecideSecrecy(true, "Tên mẫu biểu"), AxisJson.Web.DecideSecrecy);
        var again = await SendAsync("PHIẾU TRÌNH MẬT", "được cho gửi");
        var other = await SendAsync("PHIẾU TRÌNH MẬT", "văn bản khác");

        Assert.That((decided.IsSuccessStatusCode, again.Code, again.Warned, other.Code), Is.EqualTo((true, (string?)null, true, "SEC-02")));
    }

    [Test]
    public async Task a_page_that_cannot_be_read_is_said_to_be_not_looked_through()
    {
        var outcome = await Node.TrySendAsync("H37", ["G22"], "Bản quét", SmallPdf.Document());
        Assert.That(((Done<SubmitAnswer>)outcome).Value.Warnings.Select(static w => w.Code), Does.Contain("SEC-02"));
    }

    private async Task<(string? Code, bool Warned)> SendAsync(string page, string subject) => await Node.TrySendAsync("H37", ["G22"], "V/v thử " + subject.ToLowerInvariant(), Page(page)) switch
    {
        Refused<SubmitAnswer> refused => (refused.Why.Code, false),
        Done<SubmitAnswer> done => (null, done.Value.Warnings.Any(static w => w.Code == "SEC-02")),
        _ => throw new InvalidOperationException(),
    };

    private async Task<HttpClient> OfficerAsync()
    {
        var issued = (Done<IssuedToken>)await Node.Get<TokenIssuer>().IssueAsync("cán bộ bảo mật", Role.Security, [], null, "test", CancellationToken.None);
        var client = new HttpClient { BaseAddress = Node.Api };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.Value.Token);
        return client;
    }

    // One page in a two-byte font: each letter is its own code, which the font's map leads back.
    private static byte[] Page(string text)
    {
        var codes = string.Concat(text.Select(static c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
        var content = $"BT /F1 12 Tf 72 700 Td <{codes}> Tj ET";
        const string map = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0020> <1EFF> <0020> endbfrange endcmap";
        string[] objects =
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
            $"<</Length {content.Length}>>\nstream\n{content}\nendstream",
            "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>>",
            "<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>",
            $"<</Length {map.Length}>>\nstream\n{map}\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("xref\n0 8\n0000000000 65535 f\r\n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{pdf.Length:D10} 00000 n\r\n");
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{pdf}{table}trailer\n<</Size 8 /Root 1 0 R>>\nstartxref\n{pdf.Length}\n%%EOF\n"));
    }
}
