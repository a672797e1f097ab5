using Axis.Console.Tests.Browsing;
using Axis.Core.Contracts;

namespace Axis.Console.Tests.Journeys;

/// <summary>Lists stand in the dictionary's order, and searching does not mind missing diacritics.</summary>
public sealed class VietnameseListsTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync(static agency => agency with
        {
            Name = agency.Code.Value switch { ConsoleStage.ProvinceAgency => "Uỷ ban nhân dân tỉnh Đắk Đoa", ConsoleStage.DepartmentAgency => "Sở Ân xá", _ => "Sở An ninh" },
        });
        foreach (var (name, full) in new[] { ("dung.pham", "Đỗ Dũng"), ("duc.pham", "Đỗ Đức"), ("an.an", "Ân Thị An"), ("an.vu", "An Vũ") })
        {
            await _stage.AddAsync(new Person(name, "một câu mật khẩu dài", Upper: true), full, new UserGrantView("auditor"));
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task agencies_of_the_directory_stand_by_name()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceOperator, "/console/directory");

        Assert.That(await NamesAsync(visit), Is.EqualTo(new[] { "Sở An ninh", "Sở Ân xá", "Uỷ ban nhân dân tỉnh Đắk Đoa" }));
    }

    [Test]
    public async Task people_stand_by_name_with_d_before_đ_and_a_before_â()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceOperator, "/console/users");

        Assert.That(await NamesAsync(visit), Is.EqualTo(new[] { "An Vũ", "Ân Thị An", "Đỗ Dũng", "Đỗ Đức", "Đỗ Mai", "Lê Quang Minh", "Phạm Thu", "Võ Anh Khoa" }));
    }

    [Test]
    public async Task agencies_to_choose_a_register_of_stand_by_name()
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceAuditor, "/console/registers");

        Assert.That(await visit.Page.Locator("#agency option").AllInnerTextsAsync(), Is.EqualTo(new[] { "Sở Ân xá (H37.01)", "Uỷ ban nhân dân tỉnh Đắk Đoa (H37)" }));
    }

    [TestCase("dak doa")]
    [TestCase("đăk đoa")]
    [TestCase("UY BAN NHAN DAN TINH DAK DOA")]
    public async Task the_directory_is_searched_without_minding_diacritics(string words)
    {
        await using var visit = await EnterAsync(ConsoleStage.ProvinceOperator, "/console/directory?q=" + Uri.EscapeDataString(words));

        Assert.That((await NamesAsync(visit))[0], Is.EqualTo("Uỷ ban nhân dân tỉnh Đắk Đoa"));
    }

    [TestCase("signer=nguyen van an")]
    [TestCase("signer=NGUYỄN văn ẤN")]
    [TestCase("code=ubnd-vp")]
    public async Task the_audit_search_does_not_mind_diacritics(string words)
    {
        await _stage.Upper.SendAsync(ConsoleStage.ProvinceAgency, [ConsoleStage.DepartmentAgency], "V/v tìm không dấu");
        await using var visit = await EnterAsync(ConsoleStage.ProvinceAuditor, "/console/audit?" + words.Replace(" ", "%20", StringComparison.Ordinal));

        Assert.That(await visit.TextAsync("table.list"), Does.Contain("V/v tìm không dấu"));
    }

    [Test]
    public async Task a_clerk_finds_the_document_that_was_sent_and_the_one_that_came_from_any_desk_page()
    {
        await _stage.Upper.SendAsync(ConsoleStage.ProvinceAgency, [ConsoleStage.DepartmentAgency], "V/v rà soát đất đai");
        await using var visit = await EnterAsync(ConsoleStage.ProvinceClerk, "/console/tracking");
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("ra soat DAT");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/console/find?*");

        Assert.That(await visit.TextAsync("table.list"), Does.Contain("V/v rà soát đất đai").And.Contain("→ Sở Ân xá"));
        await visit.Page.Locator("table.list a[data-row]").First.ClickAsync();
        Assert.That(await visit.TextAsync("h1"), Does.Contain("V/v rà soát đất đai"));
    }

    private async Task<Visit> EnterAsync(Person person, string path)
    {
        var visit = await Visit.OpenAsync(_stage.NodeOf(person));
        await visit.EnterAsync(_stage.NodeOf(person), person);
        await visit.GoAsync(path);
        return visit;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Visit visit) =>
        [.. (await visit.Page.Locator("table.list tbody th.name").AllInnerTextsAsync()).Select(static t => t.Split('\n')[0].Trim())];
}
