using Axis.Console.Tests.Browsing;
using Axis.Core.Agencies;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>A clerk enters documents on paper and corrects lines of the registers.</summary>
public sealed class RegisterBookTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_paper_that_came_in_gets_the_next_number_and_stands_in_the_register()
    {
        await using var visit = await ClerkAsync();
        await visit.GoAsync("/console/registers?register=den");
        await visit.Page.ClickAsync("text=Vào sổ văn bản giấy");
        await FillIncomingAsync(visit.Page, "Công ty Cấp nước", "15/CV-CN", "V/v di dời đường ống");
        await EnterAsync(visit.Page);
        var (number, facts) = (await visit.TextAsync("h1"), await visit.TextAsync("dl.facts"));
        await visit.GoAsync("/console/registers?register=den");

        Assert.That(number, Does.Match(@"^Số đến \d+/\d{4}$"));
        Assert.That(facts, Does.Contain("Công ty Cấp nước").And.Contain("V/v di dời đường ống"));
        Assert.That(await visit.TextAsync("table.book"), Does.Contain("V/v di dời đường ống"));
    }

    [Test]
    public async Task a_paper_that_goes_out_takes_the_next_number_of_the_common_book()
    {
        var before = await _stage.Lower.SendAsync(ConsoleStage.CommuneAgency, [ConsoleStage.ProvinceAgency], "V/v điện tử trước");
        await using var visit = await ClerkAsync();
        await visit.GoAsync("/console/registers/enter?register=di");
        await FillOutgoingAsync(visit.Page, "Giấy mời", "GM-UBND", "V/v họp dân thôn Đông");
        await visit.Page.FillAsync("#to", ConsoleStage.ProvinceAgency);
        await EnterAsync(visit.Page);

        var next = int.Parse(before.Code.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture) + 1;
        Assert.That(await visit.TextAsync("h1"), Does.StartWith($"{next:00}/GM-UBND"));
        Assert.That(await visit.TextAsync("main"), Does.Contain("phải gửi điện tử, không chỉ gửi giấy"), "the recipient is connected");
    }

    [Test]
    public async Task what_is_missing_is_said_next_to_its_field()
    {
        await using var visit = await ClerkAsync();
        await visit.GoAsync("/console/registers/enter?register=den");
        await FillIncomingAsync(visit.Page, "Công ty Điện lực", "7/CV", "V/v ngày sai");
        await visit.Page.FillAsync("#issuedDate", "01/01/1900");
        await visit.Page.ClickAsync("form.compose button.main");
        await visit.Page.Locator("#issuedDate-wrong").WaitForAsync();

        Assert.That(await visit.TextAsync("#issuedDate-wrong"), Does.Contain("phải từ năm 1945 đến hôm nay"));
    }

    [Test]
    public async Task the_same_paper_again_is_asked_about_before_it_takes_a_second_number()
    {
        await using var visit = await ClerkAsync();
        for (var i = 0; i < 2; i++)
        {
            await visit.GoAsync("/console/registers/enter?register=den");
            await FillIncomingAsync(visit.Page, "Hạt Kiểm lâm", "22/BC-KL", "V/v tuần tra rừng");
            if (i == 0)
            {
                await EnterAsync(visit.Page);
            }
        }

        await visit.Page.ClickAsync("form.compose button.main");
        await visit.Page.Locator("form.compose > p.wrong").WaitForAsync();
        Assert.That(await visit.TextAsync("form.compose > p.wrong"), Does.Contain("xác nhận để vào sổ lần nữa"));

        await visit.Page.CheckAsync("input[name='again']");
        await visit.Page.ClickAsync("form.compose button.main");
        await visit.Page.WaitForURLAsync("**/console/registers/line?*said=entered-again");
    }

    [Test]
    public async Task a_correction_stands_beside_what_was_there_with_its_reason_and_who_made_it()
    {
        await using var visit = await ClerkAsync();
        await visit.GoAsync("/console/registers/enter?register=den");
        await FillIncomingAsync(visit.Page, "Trạm Y tế", "3/BC-TYT", "V/v tiêm phòn");
        await EnterAsync(visit.Page);
        await visit.Page.FillAsync("#reason", "Ghi thiếu chữ");
        await visit.Page.FillAsync("#subject", "V/v tiêm phòng");
        await visit.Page.ClickAsync("form[action$='/corrections'] button.main");
        await visit.Page.WaitForURLAsync("**said=corrected");

        Assert.That(await visit.TextAsync("dl.facts"), Does.Contain("V/v tiêm phòng"));
        Assert.That(await visit.TextAsync("ol.line"), Does.Contain("Ghi thiếu chữ").And.Contain("Nguyễn Thị Lan").And.Contain("Trích yếu: V/v tiêm phòng"));
        var versions = Line(visit.Page) is var (year, line) ? _stage.Lower.Store.Read(s => s.Books.Versions(OrganId.Parse(ConsoleStage.CommuneAgency), true, year, line)) : [];
        Assert.That(versions.Select(static v => v.Fields.Subject), Is.EqualTo(new[] { "V/v tiêm phòn", "V/v tiêm phòng" }));
        Assert.That(versions[1].Fields.OrganName, Is.Null, "what was not changed is not stated again");
    }

    [Test]
    public async Task a_correction_of_what_somebody_else_corrected_meanwhile_is_not_kept()
    {
        await using var visit = await ClerkAsync();
        await visit.GoAsync("/console/registers/enter?register=den");
        await FillIncomingAsync(visit.Page, "Trường Tiểu học", "9/TTr-TH", "V/v sửa mái");
        await EnterAsync(visit.Page);
        var (year, line) = Line(visit.Page);
        await using var colleague = await ClerkAsync();
        await colleague.GoAsync(new Uri(visit.Page.Url).PathAndQuery);
        foreach (var (page, note) in new[] { (colleague.Page, "của đồng nghiệp"), (visit.Page, "của tôi") })
        {
            await page.FillAsync("#reason", "Ghi chú thêm");
            await page.FillAsync("#description", note);
            await page.ClickAsync("form[action$='/corrections'] button.main");
            await page.WaitForFunctionAsync("() => location.search.includes('said=corrected') || !document.querySelector(\"form[action$='/corrections'] > p.wrong\").hidden");
        }

        Assert.That(await visit.TextAsync("form[action$='/corrections'] > p.wrong"), Does.Contain("vừa được người khác đính chính"));
        Assert.That(_stage.Lower.Store.Read(s => s.Books.Versions(OrganId.Parse(ConsoleStage.CommuneAgency), true, year, line)), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task a_leader_reads_a_line_and_is_not_offered_to_correct_it()
    {
        var sent = await _stage.Lower.SendAsync(ConsoleStage.CommuneAgency, [ConsoleStage.ProvinceAgency], "V/v lãnh đạo xem");
        await using var visit = await Visit.OpenAsync(_stage.Lower);
        await visit.EnterAsync(_stage.Lower, ConsoleStage.CommuneLeader);
        await visit.GoAsync("/console/registers?register=di");
        await visit.Page.ClickAsync($"table.book a:has-text('{sent.Code}')");
        await visit.Page.Locator("dl.facts").WaitForAsync();

        Assert.That(await visit.Page.Locator("form[action$='/corrections']").CountAsync(), Is.Zero);
    }

    [Test]
    public Task the_form_for_a_paper_pleases_axe_at_every_size_and_brightness() =>
        Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, "/console/registers/enter?register=di", "register-enter", static page => FillOutgoingAsync(page, "Thông báo", "TB-UBND", "V/v lịch tiếp công dân tháng 12 năm 2026"));

    [Test]
    public Task the_page_of_a_line_pleases_axe_at_every_size_and_brightness() =>
        Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, "/console/registers/enter?register=den", "register-line", async page =>
        {
            await FillIncomingAsync(page, "Ngân hàng Chính sách xã hội", Guid.NewGuid().ToString("N")[..6] + "/TB-NHCS", "V/v lịch giao dịch tại xã");
            await EnterAsync(page);
            await page.FillAsync("#reason", "Bổ sung người nhận");
            await page.FillAsync("#toPlaces", "Công chức Văn hoá - Xã hội");
            await page.ClickAsync("form[action$='/corrections'] button.main");
            await page.WaitForURLAsync("**said=corrected");
        });

    private async Task<Visit> ClerkAsync()
    {
        var visit = await Visit.OpenAsync(_stage.Lower);
        await visit.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        return visit;
    }

    private static async Task FillIncomingAsync(IPage page, string from, string code, string subject)
    {
        await page.FillAsync("#organName", from);
        await page.FillAsync("#codeNumber", code.Split('/')[0]);
        await page.FillAsync("#codeNotation", code.Split('/')[1]);
        await page.FillAsync("#issuedDate", "02/11/2026");
        await page.SelectOptionAsync("#typeName", "Công văn");
        await page.FillAsync("#subject", subject);
    }

    private static async Task FillOutgoingAsync(IPage page, string type, string notation, string subject)
    {
        await page.FillAsync("#codeNotation", notation);
        await page.SelectOptionAsync("#typeName", type);
        await page.FillAsync("#subject", subject);
        await page.FillAsync("#recipients", "Các thôn; Lưu: VT");
    }

    private static async Task EnterAsync(IPage page)
    {
        await page.ClickAsync("form.compose button.main");
        await page.WaitForURLAsync("**/console/registers/line?*said=entered*");
    }

    private static (int Year, string Line) Line(IPage page)
    {
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(page.Url).Query);
        return (int.Parse(asked["year"].ToString(), System.Globalization.CultureInfo.InvariantCulture), asked["line"].ToString());
    }
}
