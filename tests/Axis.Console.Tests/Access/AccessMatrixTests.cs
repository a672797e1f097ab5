using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Node;
using Axis.Node.Console.Hosting;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Console.Tests.Access;

/// <summary>Who gets what of every address of the console, asked of a real node that holds one document for one of its agencies.</summary>
public sealed class AccessMatrixTests
{
    private static readonly Person Leader = new("chu.tich", "trăng rằm tháng tám sáng", Upper: true);
    private static readonly Person Officer = new("bao.mat", "khóa kỹ then cài chặt", Upper: true);

    private readonly List<ConsoleCaller> _callers = [];
    private ConsoleStage _stage;
    private InboxItem _item;
    private string _receipt;
    private string _sent;
    private string _line;
    private Guid _draft;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        await _stage.AddAsync(Leader, "Hoàng Chủ Tịch", new UserGrantView("leader", [ConsoleStage.ProvinceAgency]));
        await _stage.AddAsync(Officer, "Vũ Bảo Mật", new UserGrantView("security"));
        _item = await _stage.DeliverAsync("V/v ai được xem gì");
        _receipt = _stage.Upper.Store.Read(s => s.Receipts.ListFor(_item.Packet))[^1].Digest.ToString();
        _sent = (await _stage.Upper.SendAsync(ConsoleStage.ProvinceAgency, [ConsoleStage.CommuneAgency], "V/v việc của tỉnh")).Packet;
        _line = _stage.Upper.Tracking(_sent)[0].Id.ToString();
        var prepared = await _stage.Upper.TryPrepareAsync(ConsoleStage.ProvinceAgency, [ConsoleStage.CommuneAgency], "V/v chờ ký", "%PDF-1.7 chờ ký"u8.ToArray());
        _draft = ((Done<PrepareAnswer>)prepared).Value.Id;
        foreach (var person in new[] { null, ConsoleStage.ProvinceClerk, ConsoleStage.DepartmentClerk, Leader, ConsoleStage.ProvinceOperator, ConsoleStage.ProvinceAuditor, Officer })
        {
            _callers.Add(await ConsoleCaller.OpenAsync(_stage.Upper, person));
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _callers.ForEach(static c => c.Dispose());
        await _stage.DisposeAsync();
    }

    // Answers to: nobody, the recipient's clerk, a clerk of another agency here, the recipient's leader, an operator, an auditor, a security officer.
    // 0 = sent to sign in, 3 = 403, 4 = 404, + = let through, whatever the form then says; what follows a call is the form's one field, without which it would be refused
    // before anybody asks whose document it is.
    private static IEnumerable<(string Route, string Call, string Answers)> Table() =>
    [
        ("GET /console", "/console", "0++++++"),
        ("GET /console/sign-in", "/console/sign-in", "+++++++"),
        ("GET /console/assets/{**name}", "/console/assets/base.css", "+++++++"),
        ("GET /console/offline", "/console/offline", "+++++++"),
        ("GET /console/sw.js", "/console/sw.js", "+++++++"),
        ("POST /console/sign-in", "/console/sign-in", "3333333"),
        ("POST /console/sign-in/certificate", "/console/sign-in/certificate", "3333333"),
        ("POST /console/look", "/console/look", "+++++++"),
        ("GET /console/account", "/console/account", "0++++++"),
        ("GET /console/account/password", "/console/account/password", "0++++++"),
        ("GET /console/account/second-factor", "/console/account/second-factor", "0++++++"),
        ("POST /console/acting", "/console/acting", "0++++++"),
        ("POST /console/account/password", "/console/account/password", "0++++++"),
        ("POST /console/account/second-factor/on", "/console/account/second-factor/on", "0++++++"),
        ("POST /console/account/second-factor/off", "/console/account/second-factor/off", "0333333"),
        ("POST /console/account/rights-read", "/console/account/rights-read", "0++++++"),
        ("POST /console/account/sessions/end", "/console/account/sessions/end", "0++++++"),
        ("GET /console/inbox", "/console/inbox", "0+++3+3"),
        ("GET /console/inbox/live", "/console/inbox/live", "0+++3+3"),
        ("GET /console/inbox/{Id:guid}", "/console/inbox/{item}", "0+4+3+3"),
        ("GET /console/inbox/{id:guid}/packet", "/console/inbox/{item}/packet", "0+4+3+3"),
        ("GET /console/inbox/{id:guid}/files/{index:int}", "/console/inbox/{item}/files/0", "0+4+3+3"),
        ("GET /console/inbox/{id:guid}/files/{index:int}/view", "/console/inbox/{item}/files/0/view", "0+4+3+3"),
        ("POST /console/inbox/{id:guid}/answer", "/console/inbox/{item}/answer", "0+4+333"),
        ("POST /console/inbox/{id:guid}/change", "/console/inbox/{item}/change", "0+4+333"),
        ("POST /console/inbox/{id:guid}/paper-returned", "/console/inbox/{item}/paper-returned", "0+4+333"),
        ("POST /console/inbox/{id:guid}/undo", "/console/inbox/{item}/undo", "0+4+333"),
        ("GET /console/account/stand-in", "/console/account/stand-in", "0+++333"),
        ("POST /console/account/stand-in", "/console/account/stand-in", "0+++333"),
        ("POST /console/account/stand-in/end", "/console/account/stand-in/end", "0444333"),
        ("GET /console/compose", "/console/compose", "0++3333"),
        ("GET /console/compose/agencies", "/console/compose/agencies?q=xa", "0++3333"),
        ("GET /console/compose/groups/{group}", "/console/compose/groups/commune?from=H37", "0++3333"),
        ("POST /console/compose/check", "/console/compose/check", "0++3333"),
        ("POST /console/compose/send", "/console/compose/send", "0++3333"),
        ("POST /console/compose/prepare", "/console/compose/prepare", "0++3333"),
        ("GET /console/waiting", "/console/waiting", "0++3333"),
        ("GET /console/waiting/{Id:guid}", "/console/waiting/{draft}", "0+43333"),
        ("GET /console/waiting/{id:guid}/to-sign", "/console/waiting/{draft}/to-sign", "0+43333"),
        ("POST /console/waiting/{id:guid}/sign", "/console/waiting/{draft}/sign", "0++3333"),
        ("POST /console/waiting/{id:guid}/abandon", $"/console/waiting/{Guid.Empty}/abandon", "0443333"),
        ("POST /console/uploads", "/console/uploads", "0++3333"),
        ("GET /console/uploads/{id:guid}", $"/console/uploads/{Guid.Empty}", "0443333"),
        ("PATCH /console/uploads/{id:guid}", $"/console/uploads/{Guid.Empty}?offset=0", "0443333"),
        ("DELETE /console/uploads/{id:guid}", $"/console/uploads/{Guid.Empty}", "0++3333"),
        ("GET /console/sent", "/console/sent", "0+++3+3"),
        ("GET /console/sent/{Packet}", "/console/sent/{sent}", "0+4+3+3"),
        ("GET /console/sent/{packet}/map", "/console/sent/{sent}/map", "0+4+3+3"),
        ("GET /console/sent/{packet}/files/{index:int}", "/console/sent/{sent}/files/0", "0+4+3+3"),
        ("GET /console/sent/{packet}/files/{index:int}/view", "/console/sent/{sent}/files/0/view", "0+4+3+3"),
        ("POST /console/sent/{packet}/recall", "/console/sent/{sent}/recall", "0+43333"),
        ("POST /console/sent/{packet}/take-back", "/console/sent/{sent}/take-back reason=nhầm", "0+43333"),
        ("GET /console/tracking", "/console/tracking", "0+++3+3"),
        ("GET /console/tracking/live", "/console/tracking/live", "0+++3+3"),
        ("GET /console/tracking/{Line:guid}", "/console/tracking/{line}", "0+4+3+3"),
        ("POST /console/tracking/{line:guid}/resend", "/console/tracking/{line}/resend", "0+43333"),
        ("POST /console/tracking/remind", "/console/tracking/remind", "0++3333"),
        ("GET /console/find", "/console/find?q=v", "0+++3+3"),
        ("GET /console/registers", "/console/registers?agency=H37", "0+3+3+3"),
        ("GET /console/registers/{register}/export", "/console/registers/den/export?agency=H37", "0+3+3+3"),
        ("GET /console/registers/enter", "/console/registers/enter", "0++3333"),
        ("GET /console/registers/line", "/console/registers/line?agency=H37&register=di&line=01%2FUBND-VP", "0+3+3+3"),
        ("POST /console/registers/{register}/entries", "/console/registers/den/entries", "0++3333"),
        ("POST /console/registers/{register}/corrections", "/console/registers/den/corrections", "0++3333"),
        ("GET /console/receipts/{Digest}", "/console/receipts/{receipt}", "0+4+++3"),
        ("GET /console/overview", "/console/overview", "0333++3"),
        ("POST /console/overview/links/{id}/test", "/console/overview/links/khong-co/test", "0333433"),
        ("GET /console/queue", "/console/queue", "0333++3"),
        ("GET /console/queue/quarantine", "/console/queue/quarantine", "0333++3"),
        ("POST /console/queue/replay", "/console/queue/replay", "0333+33"),
        ("POST /console/queue/{delivery:guid}/retry", $"/console/queue/{Guid.Empty}/retry", "0333433"),
        ("GET /console/audit", "/console/audit?signer=an", "03333+3"),
        ("GET /console/audit/{Packet}", "/console/audit/{packet}", "03333+3"),
        ("GET /console/audit/{packet}/evidence", "/console/audit/{packet}/evidence", "03333+3"),
        ("GET /console/audit/{digest}/packet", "/console/audit/{packet}/packet", "03333+3"),
        ("GET /console/verify", "/console/verify", "03333+3"),
        ("POST /console/verify", "/console/verify", "03333+3"),
        ("GET /console/guides/{Name?}", "/console/guides", "0++++++"),
        ("GET /console/guides/images/{name}", "/console/guides/images/tong-quan.png", "0++++++"),
        ("GET /console/reports", "/console/reports", "0+++++3"),
        ("GET /console/reports/thong-ke.csv", "/console/reports/thong-ke.csv?agency=H37", "0+3+++3"),
        ("GET /console/directory", "/console/directory", "0++++++"),
        ("GET /console/directory/reform", "/console/directory/reform", "0333++3"),
        ("POST /console/directory/reform", "/console/directory/reform", "0333++3"),
        ("GET /console/users", "/console/users", "0333+33"),
        ("POST /console/users", "/console/users", "0333+33"),
        ("POST /console/users/{name}/reset", "/console/users/khong-co/reset", "0333433"),
        ("POST /console/users/{name}/disable", "/console/users/khong-co/disable", "0333433"),
        ("POST /console/users/{name}/enable", "/console/users/khong-co/enable", "0333433"),
        ("GET /console/systems", "/console/systems", "0333++3"),
        ("POST /console/systems/{id}/disable", "/console/systems/khong-co/disable", "0333433"),
        ("POST /console/systems/{id}/enable", "/console/systems/khong-co/enable", "0333433"),
        ("GET /console/settings", "/console/settings", "0333+33"),
        ("POST /console/sign-out", "/console/sign-out", "0++++++"),
    ];

    private static IEnumerable<TestCaseData> Rows() => Table().Select(static r => new TestCaseData(r.Route, r.Call, r.Answers).SetName("{m}: " + r.Route));

    [TestCaseSource(nameof(Rows))]
    public async Task the_address_answers_each_caller_as_the_table_says(string route, string call, string answers)
    {
        var path = call.Replace("{item}", _item.Id.ToString(), StringComparison.Ordinal).Replace("{packet}", _item.Packet.ToString(), StringComparison.Ordinal).Replace("{receipt}", _receipt, StringComparison.Ordinal).Replace("{sent}", _sent, StringComparison.Ordinal).Replace("{line}", _line, StringComparison.Ordinal).Replace("{draft}", _draft.ToString(), StringComparison.Ordinal);
        var (address, field) = path.Split(' ', 2) is [var a, var f] ? (a, f) : (path, null);
        var given = "";
        foreach (var caller in _callers)
        {
            given += await caller.TryAsync(HttpMethod.Parse(route.Split(' ')[0]), address, field);
        }

        Assert.That(given, Is.EqualTo(answers), path);
    }

    [Test]
    public void every_address_of_the_console_has_a_row()
    {
        var routes = ConsolePipeline.Build(_stage.Upper.Services).Endpoints.OfType<RouteEndpoint>()
            .Where(static e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("console", StringComparison.Ordinal))
            .SelectMany(static e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(static m => m != HttpMethods.Head).Select(m => $"{m} /{e.RoutePattern.RawText!.TrimStart('/')}"));

        Assert.That(routes.Order(), Is.EqualTo(Table().Select(static r => r.Route).Order()));
    }
}
