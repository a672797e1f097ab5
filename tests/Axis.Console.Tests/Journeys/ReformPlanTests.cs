using System.Text;
using Axis.Console.Tests.Browsing;
using Axis.Core.Agencies;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>An operator tries a plan of reorganisation before its keeper signs it.</summary>
public sealed class ReformPlanTests
{
    private const string Table = "ma,ten,viec,ke_thua,cach,hieu_luc,van_ban,chac_chan,nguon\nH37.01,,dong,H37,Merge,01/01/2090,NQ 9/2089,co,Công báo\n";

    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync(static agency => agency with { Name = agency.Code.Value == ConsoleStage.DepartmentAgency ? "Sở Đường sắt" : agency.Name });
        await _stage.DeliverAsync("V/v còn dở khi sắp xếp", ConsoleStage.DepartmentAgency);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_dry_run_names_what_closes_with_what_is_pending_and_signs_nothing()
    {
        await using var visit = await TryAsync(Table);

        Assert.That(await visit.TextAsync("main"), Does.Contain("chưa gì được ký").And.Contain("axis directory reform apply").And.Contain("văn bản đã đến vẫn nằm ở hộp thư cũ"));
        Assert.That(await visit.TextAsync("table.list tbody tr"), Does.Match(@"Sở Đường sắt\s*H37\.01\s+H37\s+0\s+1\s+0"));
        Assert.That(_stage.Upper.Get<Node.Api.NodeDirectory>().Current().FindAgency(OrganId.Parse("H37.01"))!.ValidTo, Is.Null);
    }

    [Test]
    public async Task an_uncertain_row_is_an_error_until_it_is_taken_on_purpose()
    {
        await using var visit = await TryAsync(Table.Replace(",co,", ",khong,", StringComparison.Ordinal));

        Assert.That(await visit.TextAsync(".panel .badge"), Is.EqualTo("Còn lỗi"));
    }

    [Test]
    public async Task what_is_no_table_is_refused_with_its_line()
    {
        await using var visit = await TryAsync("ma,ten\nH37.01,x\n");

        Assert.That(await visit.TextAsync("main"), Does.Contain("dòng 1").And.Contain("thiếu cột"));
    }

    [Test]
    public Task the_page_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(_stage, ConsoleStage.ProvinceOperator, "/console/directory/reform", "reform");

    [Test]
    public Task a_dry_run_pleases_axe_at_every_size_and_brightness() => Gallery.LookAsync(
        _stage, ConsoleStage.ProvinceOperator, "/console/directory/reform", "reform-plan", static page => SubmitAsync(page, Table + "H37.99,,dong,H37,Merge,01/01/2090,NQ 9/2089,khong,Báo\nH37,UBND tỉnh Đại Nam,phien_ban_moi,,,01/01/2090,NQ 9/2089,khong,Báo\n"));

    private async Task<Visit> TryAsync(string table)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceOperator);
        await visit.GoAsync("/console/directory");
        await visit.Page.ClickAsync("a[href$='/directory/reform']");
        await SubmitAsync(visit.Page, table);
        return visit;
    }

    private static async Task SubmitAsync(IPage page, string table)
    {
        await page.SetInputFilesAsync("#plan", new FilePayload { Name = "sap-xep.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await page.ClickAsync("form[action$='/reform'] button");
        await page.WaitForLoadStateAsync(LoadState.Load);
    }
}
