using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Console.Hosting;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Tour;

/// <summary>Everybody opens every page: none breaks, none lacks a text, none runs out of a phone's width, none mixes the languages.</summary>
public sealed class EveryPageTests
{
    private static readonly Person Leader = new("lanh.dao.tinh", "trăng rằm tháng tám sáng", Upper: true);
    private static readonly Person Officer = new("bao.mat.tinh", "khóa kỹ then cài chặt", Upper: true);

    private ConsoleStage _stage;
    private InboxItem _item;
    private InboxItem _replaced;
    private string _receipt;
    private string _sent;
    private Guid _line;
    private Guid _draft;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        await _stage.AddAsync(Leader, "Hoàng Văn Chủ", new UserGrantView("leader", [ConsoleStage.ProvinceAgency]));
        await _stage.AddAsync(Officer, "Vũ Thị Mật", new UserGrantView("security"));
        _item = await _stage.DeliverAsync("V/v mọi trang", priority: 2, file: SmallPdfFile.WithText("every page"));
        _replaced = await _stage.DeliverAsync("V/v đã thay thế");
        var file = Path.Combine(_stage.Lower.Folder, "Báo cáo.pdf");
        await File.WriteAllBytesAsync(file, SmallPdfFile.WithText("replacing"));
        var staged = new StagedFile("Báo cáo.pdf", "application/pdf", null, file, new FileInfo(file).Length, Digest.Of(await File.ReadAllBytesAsync(file)));
        var replacing = await _stage.Lower.Get<ISubmission>().SubmitAsync(Replacing(), [staged], _stage.Lower.Clerk, null, CancellationToken.None);
        Assert.That(replacing, Is.InstanceOf<Done<SubmitAnswer>>(), replacing.ToString());
        await Eventually.GetAsync(() => _stage.Upper.Store.Read(s => s.Changes.ListFor(_replaced.Id)).Count, static n => n == 1, "the replacement");
        _sent = (await _stage.Upper.SendAsync(ConsoleStage.ProvinceAgency, [ConsoleStage.CommuneAgency], "V/v tỉnh gửi xã")).Packet;
        _line = _stage.Upper.Tracking(_sent)[0].Id;
        _draft = ((Done<PrepareAnswer>)await _stage.Upper.TryPrepareAsync(ConsoleStage.ProvinceAgency, [ConsoleStage.CommuneAgency], "V/v chờ ký", SmallPdfFile.WithText("waiting"))).Value.Id;
        await Eventually.GetAsync(() => _stage.Lower.Inbox().Count, static n => n == 1, "the province's document at the commune");
        var recalled = await _stage.Upper.Get<IRecallDocuments>().RecallAsync(Digest.Parse(_sent), new RequestRecall { Reason = "Nhầm" }, _stage.Upper.Clerk, null, CancellationToken.None);
        Assert.That(recalled.ToString(), Does.StartWith("Done"));
        Assert.That(await _stage.Upper.Get<IStatusAnswers>().AnswerAsync(_item.Id, new AnswerStatus { Code = "03" }, _stage.Upper.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());
        _receipt = _stage.Upper.Store.Read(s => s.Receipts.ListFor(_item.Packet))[^1].Digest.ToString();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    private static IEnumerable<TestCaseData> Everybody() =>
        new[] { ConsoleStage.ProvinceClerk, Leader, ConsoleStage.ProvinceOperator, ConsoleStage.ProvinceAuditor, Officer, null }
            .SelectMany(static p => new[] { false, true }.Select(english => new TestCaseData(p, english).SetName($"{{m}}: {p?.Name ?? "nobody"} {(english ? "en" : "vi")}")));

    // What each page is opened with; a page without places to fill in stands for itself.
    private Dictionary<string, string[]> Filled() => new(StringComparer.Ordinal)
    {
        ["/console/inbox"] = ["/console/inbox", "/console/inbox?state=03", "/console/inbox?state=HELD&agency=H37"],
        ["/console/inbox/{Id:guid}"] = [$"/console/inbox/{_item.Id}", $"/console/inbox/{_replaced.Id}"],
        ["/console/sent/{Packet}"] = [$"/console/sent/{_sent}"],
        ["/console/compose"] = ["/console/compose", $"/console/compose?update={_sent}", $"/console/compose?replace={_sent}"],
        ["/console/tracking"] = ["/console/tracking", "/console/tracking?all=true"],
        ["/console/find"] = ["/console/find", "/console/find?q=v", "/console/find?q=khong+he+co"],
        ["/console/registers"] = ["/console/registers", "/console/registers?agency=H37&register=di", "/console/registers?agency=H37&register=den", "/console/registers?agency=H37&register=theo-doi"],
        ["/console/registers/line"] = ["/console/registers/line?agency=H37&register=di&line=01%2FUBND-VP"],
        ["/console/waiting/{Id:guid}"] = [$"/console/waiting/{_draft}"],
        ["/console/tracking/{Line:guid}"] = [$"/console/tracking/{_line}"],
        ["/console/receipts/{Digest}"] = [$"/console/receipts/{_receipt}"],
        ["/console/queue"] = ["/console/queue", "/console/queue?state=acknowledged"],
        ["/console/audit"] = ["/console/audit", "/console/audit?signer=an"],
        ["/console/audit/{Packet}"] = [$"/console/audit/{_item.Packet}"],
        ["/console/guides/{Name?}"] = ["/console/guides"],
        ["/console/reports"] = ["/console/reports", "/console/reports?by=tier", "/console/reports?by=agency"],
        ["/console/directory"] = ["/console/directory", "/console/directory?q=co+quan"],
    };

    [TestCaseSource(nameof(Everybody))]
    public async Task every_page_is_whole(Person? person, bool english)
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper, english: english);
        if (person is not null)
        {
            await visit.EnterAsync(_stage.Upper, person);
        }

        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });
        var wrong = new List<string>();
        var links = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in Pages())
        {
            visit.Faults.Clear();
            await visit.Page.SetViewportSizeAsync(1280, 800);
            var answer = await visit.GoAsync(path);
            if (answer.Status >= 500)
            {
                wrong.Add($"{path}: {answer.Status}");
                continue;
            }

            wrong.AddRange((await visit.Page.EvaluateAsync<string[]>(PageScripts.Whole)).Concat(visit.Faults).Select(w => $"{path}: {w}"));
            if (english)
            {
                wrong.AddRange((await visit.Page.EvaluateAsync<string[]>(PageScripts.Vietnamese, Data())).Select(w => $"{path}: {w}"));
            }

            await visit.Page.SetViewportSizeAsync(360, 740);
            if (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is > 360 and var width)
            {
                wrong.Add($"{path}: {width} px wide on a phone");
            }

            if (answer.Ok && !english)
            {
                links.UnionWith(await visit.Page.EvaluateAsync<string[]>(PageScripts.Links));
            }
        }

        foreach (var link in links)
        {
            var led = await visit.Page.APIRequest.GetAsync(link, new APIRequestContextOptions { Method = "HEAD", MaxRedirects = 0 });
            if (led.Status is 403 or 404 or >= 500)
            {
                wrong.Add($"a link to {link}, which answers {led.Status}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void every_page_with_a_place_to_fill_in_is_filled_in() =>
        Assert.That(Pages().Where(static p => p.Contains('{', StringComparison.Ordinal)), Is.Empty);

    private List<string> Pages()
    {
        var filled = Filled();
        return
        [
            .. ConsolePipeline.Build(_stage.Upper.Services).Endpoints.OfType<RouteEndpoint>().Where(static e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
                .Select(static e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().SelectMany(p => filled.GetValueOrDefault(p) ?? [p]),
        ];
    }

    // What people and the law wrote stays Vietnamese, whatever language the console speaks.
    private static string[] Data() =>
    [
        .. new[]
            {
                "V/v mọi trang", "V/v đã thay thế", "V/v thay cho bản trước", "V/v tỉnh gửi xã", "V/v chờ ký", "Sai số liệu", "Nhầm", "Nguyễn Văn An", "Chủ tịch", "An Hòa", "Báo cáo.pdf", "Báo cáo", "Cơ quan ", "Nút tinh", "Nút xa-mot",
                "Lê Quang Minh", "Phạm Thu", "Võ Anh Khoa", "Đỗ Mai", "Hoàng Văn Chủ", "Vũ Thị Mật", "CA thử nghiệm", "Tiếng Việt", "QĐ-UBND", "Hệ thống", "Điện tử",
            }
            .Concat(Core.Rules.DocumentTypes.All.Concat(Core.Rules.DocumentTypes.Copies).Select(static t => t.Name)).Concat(Core.Rules.SigningCompetence.All.Select(static c => c.Name))
            .Concat(Core.Rules.SigningCompetence.All.Select(static c => c.Value)).OrderByDescending(static t => t.Length),
    ];

    private SubmitDocument Replacing() => RunningNode.Fields(ConsoleStage.CommuneAgency, [ConsoleStage.ProvinceAgency], "V/v thay cho bản trước") with
    {
        Business = new BusinessFields
        {
            Kind = "replacement",
            ErrorKind = "content",
            Reason = "Sai số liệu",
            Replaced = [new ReplacedFields(_stage.Lower.Store.Read(s => s.Packets.Find(_replaced.Packet))!.DocumentId, [ConsoleStage.ProvinceAgency])],
        },
    };
}
