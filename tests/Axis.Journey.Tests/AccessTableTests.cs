using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;

namespace Axis.Journey.Tests;

/// <summary>Who gets what of every route of the API, asked of a real node that holds one document from one of its agencies to two others.</summary>
public sealed class AccessTableTests
{
    private const string Sender = "G22";
    private const string Recipient = "G22.01";
    private const string Stranger = "G22.03";
    private static readonly NodeSpec Spec = TestNetwork.Central with { Agencies = [Sender, Recipient, "G22.02", Stranger] };

    private readonly Dictionary<string, HttpClient> _callers = [];
    private TestNetwork _network;
    private string _packet;
    private string _receipt;
    private string _spare;
    private Guid _draft;
    private byte[] _bytes = [];
    private Guid _item;
    private Guid _line;

    private RunningNode Node => _network[Spec];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(Spec);
        _packet = (await Node.SendAsync(Sender, [Recipient, "G22.02"])).Packet;
        var inbox = await Eventually.GetAsync(Node.Inbox, static i => i.Count == 2, "in both inboxes");
        _spare = (await Node.SendAsync(Sender, ["G22.02"], "V/v để thu hồi")).Packet;
        _item = inbox.Single(static i => i.Recipient.Value == Recipient).Id;
        _line = Node.Tracking(_packet)[0].Id;
        _receipt = Node.Store.Read(s => s.Receipts.ListFor(Digest.Parse(_packet)))[^1].Digest.ToString();
        _draft = ((Done<PrepareAnswer>)await Node.TryPrepareAsync(Sender, [Recipient], "V/v chờ ký", "%PDF-1.7 chờ ký"u8.ToArray())).Value.Id;
        _callers["nobody"] = new HttpClient { BaseAddress = Node.Api };
        _callers["sender"] = await Node.ClientAsync(Role.Clerk, Sender);
        _bytes = await _callers["sender"].GetByteArrayAsync($"/api/v1/packets/{_packet}/bytes");
        _callers["recipient"] = await Node.ClientAsync(Role.Clerk, Recipient);
        _callers["stranger"] = await Node.ClientAsync(Role.Clerk, Stranger);
        _callers["leader"] = await Node.ClientAsync(Role.Leader, Recipient);
        _callers["operator"] = await Node.ClientAsync(Role.Operator);
        _callers["auditor"] = await Node.ClientAsync(Role.Auditor);
        _callers["security"] = await Node.ClientAsync(Role.Security);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var client in _callers.Values)
        {
            client.Dispose();
        }

        await _network.DisposeAsync();
    }

    // Answers to: nobody, the sender's clerk, a recipient's clerk, a clerk of another agency here, the recipient's leader, an operator, an auditor, a security officer.
    // 0 = 401, 3 = 403 or refused as another agency's name (SND-09), 4 = 404, e = a list without lines, + = let through (a GET: 2xx).
    private static IEnumerable<(string Route, string Call, string Answers)> Table() =>
    [
        ("POST /api/v1/documents", "/documents", "0+333333"),
        ("POST /api/v1/documents/prepare", "/documents/prepare", "0+333333"),
        ("POST /api/v1/documents/{id}/commit", $"/documents/{Guid.Empty}/commit", "04443333"),
        ("GET /api/v1/documents/prepared", "/documents/prepared", "0+ee3333"),
        ("GET /api/v1/documents/prepared/{id}", "/documents/prepared/{draft}", "0+443333"),
        ("GET /api/v1/documents/prepared/{id}/to-sign", "/documents/prepared/{draft}/to-sign", "0+443333"),
        ("DELETE /api/v1/documents/prepared/{id}", $"/documents/prepared/{Guid.Empty}", "04443333"),
        ("POST /api/v1/packets", "/packets?noStateSecret=true", "0+333333"),
        ("POST /api/v1/documents/{packet}/recall", "/documents/{spare}/recall", "0+443333"),
        ("POST /api/v1/documents/{packet}/take-back", "/documents/{spare}/take-back", "0+443333"),
        ("POST /api/v1/inbox/{id}/change", "/inbox/{item}/change", "04+4+333"),
        ("POST /api/v1/inbox/{id}/paper-returned", "/inbox/{item}/paper-returned", "04+4+333"),
        ("GET /api/v1/deadlines", "/deadlines", "0e+e+3+3"),
        ("GET /api/v1/documents", "/documents", "0+eee++3"),
        ("GET /api/v1/documents/{packet}", "/documents/{packet}", "0+4443+3"),
        ("GET /api/v1/tracking", "/tracking", "0+eee++3"),
        ("GET /api/v1/tracking/{packet}", "/tracking/{packet}", "0++4+++3"),
        ("GET /api/v1/tracking/lines/{line}", "/tracking/lines/{line}", "0+444++3"),
        ("POST /api/v1/tracking/lines/{line}/resend", "/tracking/lines/{line}/resend", "0+443333"),
        ("POST /api/v1/tracking/reminders", "/tracking/reminders", "0+++3333"),
        ("GET /api/v1/statuses/ambiguous", "/statuses/ambiguous", "0eeeeee3"),
        ("POST /api/v1/statuses/ambiguous/{id}", $"/statuses/ambiguous/{Guid.Empty}", "0+++++33"),
        ("GET /api/v1/inbox", "/inbox", "0e+e+3+3"),
        ("GET /api/v1/inbox/{id}", "/inbox/{item}", "04+4+3+3"),
        ("GET /api/v1/inbox/{id}/packet", "/inbox/{item}/packet", "04+4+3+3"),
        ("GET /api/v1/inbox/{id}/attachments/{index}", "/inbox/{item}/attachments/0", "04+4+3+3"),
        ("POST /api/v1/inbox/{id}/status", "/inbox/{item}/status", "04+4+333"),
        ("POST /api/v1/inbox/{id}/anomaly", "/inbox/{item}/anomaly", "04+4+333"),
        ("GET /api/v1/queue", "/queue", "03333ee3"),
        ("POST /api/v1/queue/{delivery}/retry", $"/queue/{Guid.Empty}/retry", "03333433"),
        ("GET /api/v1/dead-letters", "/dead-letters", "03333ee3"),
        ("POST /api/v1/dead-letters/replay", "/dead-letters/replay", "03333+33"),
        ("GET /api/v1/quarantine", "/quarantine", "03333ee3"),
        ("GET /api/v1/links", "/links", "03333ee3"),
        ("POST /api/v1/links/{id}/test", "/links/khong-co/test", "03333433"),
        ("POST /api/v1/links/{id}/sent", "/links/khong-co/sent", "03333433"),
        ("GET /api/v1/links/{id}/items", "/links/khong-co/items", "03333443"),
        ("POST /api/v1/links/{id}/items/retry", "/links/khong-co/items/retry", "03333433"),
        ("POST /api/v1/links/{id}/pin", "/links/khong-co/pin", "03333433"),
        ("GET /api/v1/directory/sections", "/directory/sections", "0+++++++"),
        ("GET /api/v1/directory/agencies", "/directory/agencies", "0+++++++"),
        ("GET /api/v1/directory/nodes", "/directory/nodes", "0+++++++"),
        ("GET /api/v1/directory/resolve", "/directory/resolve?code=" + Sender, "0+++++++"),
        ("GET /api/v1/directory/pending", "/directory/pending?agency=" + Sender, "03333++3"),
        ("POST /api/v1/directory/reform-plan", "/directory/reform-plan", "03333++3"),
        ("GET /api/v1/vxp/systems", "/vxp/systems", "03333ee3"),
        ("POST /api/v1/vxp/systems", "/vxp/systems", "03333+33"),
        ("POST /api/v1/vxp/systems/{id}/rotate", "/vxp/systems/khong-co/rotate", "03333433"),
        ("POST /api/v1/vxp/systems/{id}/disable", "/vxp/systems/khong-co/disable", "03333433"),
        ("POST /api/v1/vxp/systems/{id}/enable", "/vxp/systems/khong-co/enable", "03333433"),
        ("POST /api/v1/vxp/systems/{id}/agencies", "/vxp/systems/khong-co/agencies", "03333433"),
        ("DELETE /api/v1/vxp/systems/{id}/agencies/{agency}", "/vxp/systems/khong-co/agencies/" + Recipient, "03333433"),
        ("GET /api/v1/reports/kept", "/reports/kept", "0++++++3"),
        ("GET /api/v1/reports/kept/{period}", "/reports/kept/1999-01-01", "04444443"),
        ("GET /api/v1/reports/mails", "/reports/mails", "03333ee3"),
        ("POST /api/v1/reports/mails/send", "/reports/mails/send", "03333+33"),
        ("POST /api/v1/reports/mails/test", "/reports/mails/test", "03333+33"),
        ("GET /api/v1/archive/files", "/archive/files?due=true", "0eeee3e3"),
        ("POST /api/v1/archive/files", "/archive/files", "0+333333"),
        ("POST /api/v1/archive/files/move", "/archive/files/move", "0+333333"),
        ("GET /api/v1/archive/files/export", "/archive/files/export?catalog=2026&notation=khong-co&agency=" + Recipient, "03434343"),
        ("GET /api/v1/archive/periods", "/archive/periods", "0+++++++"),
        ("GET /api/v1/find", "/find?q=v", "0++e+3+3"),
        ("GET /api/v1/search", "/search?signer=an", "033333+3"),
        ("GET /api/v1/users", "/users", "03333e33"),
        ("POST /api/v1/users", "/users", "03333+33"),
        ("POST /api/v1/users/{name}/change", "/users/khong-co/change", "03333433"),
        ("POST /api/v1/users/{name}/reset", "/users/khong-co/reset", "03333433"),
        ("POST /api/v1/users/{name}/disable", "/users/khong-co/disable", "03333433"),
        ("POST /api/v1/users/{name}/enable", "/users/khong-co/enable", "03333433"),
        ("GET /api/v1/retention/plan", "/retention/plan", "03333++3"),
        ("POST /api/v1/retention/run", "/retention/run", "03333+33"),
        ("GET /api/v1/event-receivers", "/event-receivers", "03333ee3"),
        ("POST /api/v1/event-receivers/{name}/test", "/event-receivers/khong-co/test", "03333433"),
        ("POST /api/v1/event-receivers/{name}/replay", "/event-receivers/khong-co/replay", "03333433"),
        ("GET /api/v1/drop-folders", "/drop-folders", "03333ee3"),
        ("POST /api/v1/drop-folders/{agency}/retry", "/drop-folders/khong-co/retry", "03333433"),
        ("GET /api/v1/receipts/{digest}", "/receipts/{receipt}", "0++4+++3"),
        ("GET /api/v1/packets/{digest}/receipts", "/packets/{packet}/receipts", "0++4+++3"),
        ("GET /api/v1/packets/{digest}/bytes", "/packets/{packet}/bytes", "0++4+3+3"),
        ("GET /api/v1/evidence/{packet}", "/evidence/{packet}", "0++4+3+3"),
        ("GET /api/v1/registers", "/registers?agency=" + Recipient, "03+3+3+3"),
        ("GET /api/v1/registers/choices", "/registers/choices", "0+++++++"),
        ("GET /api/v1/registers/{register}/lines", "/registers/den/lines?agency=" + Recipient, "03+3+3+3"),
        ("GET /api/v1/registers/{register}/line", "/registers/den/line?line=1&agency=" + Recipient, "03+3+3+3"),
        ("GET /api/v1/registers/{register}/export", "/registers/den/export?agency=" + Recipient, "03+3+3+3"),
        ("POST /api/v1/registers/{register}/entries", "/registers/den/entries?agency=" + Recipient, "03+33333"),
        ("POST /api/v1/registers/{register}/corrections", "/registers/den/corrections?agency=" + Recipient, "03+33333"),
        ("POST /api/v1/registers/closing", "/registers/closing?agency=" + Recipient, "03+33333"),
        ("GET /api/v1/journal", "/journal", "03333++3"),
        ("POST /api/v1/journal/verify", "/journal/verify", "03333++3"),
        ("GET /api/v1/tokens", "/tokens", "03333+33"),
        ("POST /api/v1/tokens", "/tokens", "03333+33"),
        ("DELETE /api/v1/tokens/{id}", "/tokens/unknown", "03333433"),
        ("GET /api/v1/reports/exchange", "/reports/exchange", "0++++++3"),
        ("GET /api/v1/reports/exchange.csv", "/reports/exchange.csv", "0++++++3"),
        ("GET /api/v1/secrecy/holds", "/secrecy/holds", "0333333e"),
        ("GET /api/v1/secrecy/isolations", "/secrecy/isolations", "0333333e"),
        ("POST /api/v1/secrecy/isolations", "/secrecy/isolations", "0333333+"),
        ("POST /api/v1/secrecy/isolations/{packet}/purge", "/secrecy/isolations/khong-co/purge", "03333334"),
        ("POST /api/v1/secrecy/isolations/{packet}/give-back", "/secrecy/isolations/khong-co/give-back", "03333334"),
        ("POST /api/v1/secrecy/holds/{id}", $"/secrecy/holds/{Guid.Empty}", "03333334"),
        ("GET /api/v1/status", "/status", "03333++3"),
    ];

    private static IEnumerable<TestCaseData> Rows() => Table().Select(static r => new TestCaseData(r.Route, r.Call, r.Answers) { TestName = "every_caller_gets_what_the_table_says(" + r.Route + ")" });

    [Test]
    public async Task every_route_of_the_description_has_a_row_and_every_row_a_route()
    {
        using var document = JsonDocument.Parse(await _callers["nobody"].GetStringAsync("/openapi/v1.json"));
        var routes = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(static p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"));

        Assert.That(Table().Select(static r => r.Route), Is.EquivalentTo(routes));
    }

    [TestCaseSource(nameof(Rows))]
    public async Task every_caller_gets_what_the_table_says(string route, string call, string answers)
    {
        var path = "/api/v1" + call.Replace("{packet}", _packet, StringComparison.Ordinal).Replace("{receipt}", _receipt, StringComparison.Ordinal).Replace("{spare}", _spare, StringComparison.Ordinal).Replace("{draft}", _draft.ToString(), StringComparison.Ordinal)
            .Replace("{item}", _item.ToString(), StringComparison.Ordinal).Replace("{line}", _line.ToString(), StringComparison.Ordinal);
        var method = new HttpMethod(route[..route.IndexOf(' ', StringComparison.Ordinal)]);
        var given = new StringBuilder();
        var told = new List<string>();
        foreach (var (name, client) in _callers)
        {
            using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? Body(call) : null };
            using var response = await client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            given.Append(Answer(method, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body));
            told.Add($"{name}: {(int)response.StatusCode} {(response.IsSuccessStatusCode ? "" : body)}");
        }

        Assert.That(given.ToString(), Is.EqualTo(answers), string.Join("\n", told));
    }

    private static char Answer(HttpMethod method, int status, string? type, string body) => status switch
    {
        401 => '0',
        403 => '3',
        404 => '4',
        422 when body.Contains("\"code\":\"SND-09\"", StringComparison.Ordinal) => '3',
        >= 200 and < 300 when type == "application/json" && IsEmptyList(body) => 'e',
        >= 200 and < 300 => '+',

        // What is let through may still be found wanting, but a reading or a fault of the node's own is no answer.
        >= 400 and < 500 when method != HttpMethod.Get => '+',
        _ => '?',
    };

    private static bool IsEmptyList(string body)
    {
        using var document = JsonDocument.Parse(body);
        var list = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement
            : document.RootElement.TryGetProperty("items", out var items) ? items
            : default;
        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0;
    }

    private HttpContent Body(string call)
    {
        switch (call)
        {
            case "/documents" or "/documents/prepare":
                var form = new MultipartFormDataContent { { JsonContent.Create(RunningNode.Fields(Sender, [Recipient], "V/v thử quyền"), AxisJson.Web.SubmitDocument), "document" } };
                form.Add(new ByteArrayContent("%PDF-1.7 nội dung"u8.ToArray()), "files", "Báo cáo.pdf");
                return form;
            case "/inbox/{item}/anomaly":
                return JsonContent.Create(new { reasonCode = "KHAC", description = "" });
            case "/inbox/{item}/status":
                return JsonContent.Create(new { code = "03" });
            case "/documents/{spare}/recall" or "/documents/{spare}/take-back":
                return JsonContent.Create(new { reason = "thử quyền" });
            case "/inbox/{item}/change":
                return JsonContent.Create(new { agree = true });
            case "/tracking/reminders":
                return JsonContent.Create(new { lines = new[] { _line } });
            case "/links/khong-co/pin":
                return JsonContent.Create(new { spki = new string('0', 64), reason = "thử quyền" });
            case var hold when hold.StartsWith("/secrecy/holds", StringComparison.Ordinal):
                return JsonContent.Create(new { release = true, reason = "thử quyền" });
            case "/archive/files":
                return JsonContent.Create(new { agency = Sender, catalog = 2026, notation = "12.NV", title = "Hồ sơ thử quyền", retention = "07:3" });
            case "/archive/files/move":
                return JsonContent.Create(new { agency = Sender, catalog = 2026, notation = "12.NV", step = "end", day = "2026-01-05" });
            case "/secrecy/isolations":
                return JsonContent.Create(new { packet = _spare, reason = "thử quyền" });
            case "/secrecy/isolations/khong-co/purge" or "/secrecy/isolations/khong-co/give-back":
                return JsonContent.Create(new { reason = "thử quyền" });
            case var agencies when agencies.EndsWith("/agencies", StringComparison.Ordinal):
                return JsonContent.Create(new { agency = Recipient });
            case "/dead-letters/replay":
                return JsonContent.Create(new { dryRun = true });
            case var commit when commit.EndsWith("/commit", StringComparison.Ordinal):
                return JsonContent.Create(new { signature = "AAAA" });
            case "/packets?noStateSecret=true":
                var content = new ByteArrayContent(_bytes);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
                return content;
            case var paper when paper.StartsWith("/registers/den/entries", StringComparison.Ordinal):
                return JsonContent.Create(new { agency = Recipient, fields = new { subject = "V/v thử quyền" } });
            case var closing when closing.StartsWith("/registers/closing", StringComparison.Ordinal):
                return JsonContent.Create(new { agency = Recipient });
            case var correction when correction.StartsWith("/registers/den/corrections", StringComparison.Ordinal):
                return JsonContent.Create(new { agency = Recipient, year = 2026, line = "1", reason = "thử quyền", fields = new { subject = "V/v thử quyền" } });
            default:
                return JsonContent.Create(new { });
        }
    }
}
