using Axis.Console.Tests.Browsing;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;

namespace Axis.Console.Tests.Journeys;

/// <summary>A clerk sees what is late and why, and does the one thing that fits.</summary>
public sealed class FollowUpTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync(static agency => agency.Code.Value switch
    {
        ConsoleStage.CommuneAgency => agency with { Name = "Ủy ban nhân dân xã Đồng Tâm", Parent = OrganId.Parse(ConsoleStage.ProvinceAgency), Contact = new Contact("0219 3866 123", "vanthu@dongtam.example") },
        ConsoleStage.DepartmentAgency => agency with { Name = "Sở Nội vụ", Parent = OrganId.Parse(ConsoleStage.ProvinceAgency) },
        _ => agency with { Name = "Ủy ban nhân dân tỉnh", Contact = new Contact("0219 3812 345", null) },
    });

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_dead_letter_of_the_own_document_is_sent_again_and_arrives()
    {
        var (packet, line) = await ParkAsync("V/v gửi lại thì tới", "SENDER_NOT_BEHIND_LINK");
        await using var visit = await EnterAsync("/console/tracking?late=true");
        await visit.Page.ClickAsync($"form[action$='{line}/resend'] button");
        await visit.Page.WaitForURLAsync("**?said=resent");

        await Eventually.GetAsync(_stage.Lower.Inbox, i => i.Any(x => x.Packet == packet), "the document in the commune's inbox");
    }

    [Test]
    public async Task a_dead_letter_whose_cause_remains_is_left_to_the_operator()
    {
        var (_, line) = await ParkAsync("V/v gói tin quá lớn", "PACKET_TOO_LARGE");
        await using var visit = await EnterAsync($"/console/tracking/{line}");

        Assert.That(await visit.Page.Locator("form[action$='/resend']").CountAsync(), Is.Zero);
        Assert.That(await visit.TextAsync(".why"), Does.Contain("gọi quản trị nút này"));
    }

    [Test]
    public async Task a_reminder_gives_its_words_to_copy_and_is_shown_with_the_clerks_name()
    {
        var line = await UnregisteredAsync("V/v chưa vào sổ");
        await using var visit = await EnterAsync($"/console/tracking/{line}");
        await visit.Page.ClickAsync("form[action$='/remind'] button");
        await visit.Page.WaitForURLAsync("**/remind");
        var words = await visit.Page.InputValueAsync("#words-0");
        await visit.GoAsync($"/console/tracking/{line}");

        Assert.That(words, Does.Contain("Kính gửi: Ủy ban nhân dân xã Đồng Tâm").And.Contain("tiếp nhận, hoặc trả lại kèm lý do"));
        Assert.That(await visit.TextAsync("section[aria-labelledby=reminded-title]"), Does.Contain("Lê Quang Minh"));
    }

    [Test]
    public async Task a_second_reminder_of_the_day_is_refused_with_who_made_the_first()
    {
        var line = await UnregisteredAsync("V/v nhắc hai lần");
        await using var visit = await EnterAsync($"/console/tracking/{line}");
        await visit.Page.ClickAsync("form[action$='/remind'] button");
        await visit.Page.WaitForURLAsync("**/remind");
        await visit.Page.ReloadAsync();

        Assert.That(await visit.TextAsync(".notice"), Does.Contain("Đã nhắc nơi nhận này lúc").And.Contain("Lê Quang Minh"));
    }

    [Test]
    public async Task many_receivers_are_ticked_and_reminded_at_once()
    {
        Guid[] lines = [await UnregisteredAsync("V/v nhắc cả loạt 1"), await UnregisteredAsync("V/v nhắc cả loạt 2")];
        await using var visit = await EnterAsync("/console/tracking?late=true");
        foreach (var line in lines)
        {
            await visit.Page.CheckAsync($"input[type=checkbox][value='{line}']");
        }

        await visit.Page.ClickAsync("#remind-many button");
        await visit.Page.WaitForURLAsync("**/remind");

        Assert.That(lines.Select(l => _stage.Upper.Store.Read(s => s.Reminders.ListFor(l)).Count), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task whom_to_call_is_a_telephone_link()
    {
        var line = await UnregisteredAsync("V/v gọi ai");
        await using var visit = await EnterAsync($"/console/tracking/{line}");

        Assert.That(await visit.Page.GetAttributeAsync(".contacts a.reach", "href"), Is.EqualTo("tel:02193866123"));
    }

    [Test]
    public async Task a_receiver_without_contact_is_said_to_have_none_and_its_superior_is_named()
    {
        var line = await UnregisteredAsync("V/v chưa có đầu mối", ConsoleStage.DepartmentAgency);
        await using var visit = await EnterAsync($"/console/tracking/{line}");

        Assert.That(await visit.TextAsync(".contacts"), Does.Contain("Danh bạ chưa ghi").And.Contain("Cơ quan cấp trên").And.Contain("0219 3812 345"));
    }

    [Test]
    public async Task the_page_of_the_document_leads_to_what_to_do()
    {
        var line = await UnregisteredAsync("V/v từ trang văn bản");
        var packet = _stage.Upper.Store.Read(s => s.Tracking.Find(line))!.Packet;
        await using var visit = await EnterAsync($"/console/sent/{packet}");
        await visit.Page.ClickAsync("#live .notice a");
        await visit.Page.WaitForURLAsync($"**/tracking/{line}");

        Assert.That(await visit.TextAsync(".why"), Does.Contain("quá hạn vào sổ"));
    }

    [Test]
    public async Task the_list_of_what_is_late_pleases_axe_at_every_size_and_brightness()
    {
        await UnregisteredAsync("V/v danh sách chậm");
        await ParkAsync("V/v danh sách vướng", "SENDER_NOT_BEHIND_LINK");
        await Gallery.LookAsync(_stage, ConsoleStage.ProvinceClerk, "/console/tracking?late=true", "tracking-late");
    }

    [Test]
    public async Task the_page_of_one_recipient_pleases_axe_at_every_size_and_brightness()
    {
        var line = await UnregisteredAsync("V/v một nơi nhận");
        await Gallery.LookAsync(_stage, ConsoleStage.ProvinceClerk, $"/console/tracking/{line}", "follow-up");
    }

    [Test]
    public async Task the_result_of_reminding_pleases_axe_at_every_size_and_brightness()
    {
        // Each look reminds another receiver, as one of them is reminded once a day.
        for (var i = 0; i < 4; i++)
        {
            await UnregisteredAsync($"V/v kết quả nhắc {i}");
        }

        await Gallery.LookAsync(_stage, ConsoleStage.ProvinceClerk, "/console/tracking?late=true", "reminded", static async page =>
        {
            await page.Locator("td form[action$='/remind'] button").First.ClickAsync();
            await page.WaitForURLAsync("**/remind");
        });
    }

    private async Task<Visit> EnterAsync(string path)
    {
        var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync(path);
        return visit;
    }

    // A document that has lain in its receiver's inbox for ten days, by the sender's book.
    private async Task<Guid> UnregisteredAsync(string subject, string to = ConsoleStage.CommuneAgency)
    {
        var sent = await _stage.Upper.SendAsync(ConsoleStage.ProvinceAgency, [to], subject);
        var row = (await Eventually.GetAsync(() => _stage.Upper.Tracking(sent.Packet), static r => r[0].State == "01", "arrived"))[0];
        await _stage.Upper.Store.WriteAsync(
            s =>
            {
                s.Tracking.Update(row with { PlaceSince = TimeProvider.System.GetUtcNow().AddDays(-10) });
                return true;
            },
            CancellationToken.None);
        return row.Id;
    }

    // A document whose delivery its neighbour refused until the node gave up; the neighbour is well again.
    private async Task<(Digest Packet, Guid Line)> ParkAsync(string subject, string reason)
    {
        var dead = await _stage.ParkAsync(subject, reason);
        return (dead.Packet, _stage.Upper.Tracking(dead.Packet.ToString())[0].Id);
    }
}
