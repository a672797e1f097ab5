using System.Net;
using System.Net.Http.Json;
using Axis.Core.Contracts;
using Axis.Core.Registers;

namespace Axis.Node.Tests.Api;

/// <summary>The registers over the API: documents on paper, corrections, export.</summary>
internal sealed class RegisterApiTests
{
    // A nullable value that an answer leaves out is simply not there.
    private static readonly AxisJson Client = new(new System.Text.Json.JsonSerializerOptions(AxisJson.Web.Options) { RespectRequiredConstructorParameters = false });

    private RunningApi _api = null!;
    private HttpClient _clerk = null!;

    [SetUp]
    public async Task Start()
    {
        _api = await RunningApi.StartAsync();
        _clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);
    }

    [TearDown]
    public async Task Stop()
    {
        _clerk.Dispose();
        await _api.DisposeAsync();
    }

    [Test]
    public async Task lines_that_share_a_number_at_the_end_of_a_page_are_not_skipped()
    {
        foreach (var notation in new[] { "QĐ-UBND", "BC-UBND", "TB-UBND" })
        {
            await EnterAsync("di", Issued("07") with { Fields = Issued("07").Fields with { CodeNotation = notation } });
        }

        var (lines, after) = (new List<string>(), "");
        do
        {
            var page = await _clerk.GetFromJsonAsync($"/api/v1/registers/di/lines?agency={RunningApi.Commune}&limit=1&after={Uri.EscapeDataString(after)}", Client.PageRegisterLineView);
            lines.AddRange(page!.Items.Select(static l => l.Line));
            after = page.Next;
        }
        while (after is not null && lines.Count < 10);

        Assert.That(lines, Is.EqualTo(new[] { "07/BC-UBND", "07/QĐ-UBND", "07/TB-UBND" }));
    }

    [Test]
    public async Task RCV_08_fifty_clerks_at_once_get_consecutive_numbers()
    {
        var entered = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => EnterAsync("den", Arrived($"{i:00}"))));

        Assert.That(entered.Select(static e => e.Number).Order(), Is.EqualTo(Enumerable.Range(1, 50).Select(static n => (long)n)));
    }

    [Test]
    public async Task DOC_09_a_document_that_comes_twice_is_not_entered_without_a_word()
    {
        await EnterAsync("den", Arrived("12"));
        using var again = await PostAsync("den", Arrived("12") with { Fields = Arrived("12").Fields with { OrganName = "ubnd tinh" } });

        Assert.That((await again.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("DOC-09"));
    }

    [Test]
    public async Task a_repeat_that_the_clerk_confirms_is_entered_with_a_warning()
    {
        await EnterAsync("den", Arrived("12"));
        var again = await EnterAsync("den", Arrived("12") with { Again = true });

        Assert.That((again.Number, again.Warnings.Single().Code), Is.EqualTo((2, "DOC-09")));
    }

    [Test]
    public async Task DOC_04_paper_and_electronic_documents_share_one_sequence()
    {
        await EnterAsync("di", Issued(null));
        await _api.Store.WriteAsync(s => s.Register.Reserve(RunningApi.Commune, RegisterBook.Administrative, Year, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        var third = await EnterAsync("di", Issued(null));

        Assert.That(third.Line, Is.EqualTo("03/UBND-VP"));
    }

    [Test]
    public async Task DOC_04_a_code_that_is_taken_on_paper_is_refused()
    {
        await EnterAsync("di", Issued("07"));
        using var again = await PostAsync("di", Issued("07"));

        Assert.That((await again.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("DOC-04"));
    }

    [Test]
    public async Task DOC_04_a_number_has_one_spelling_and_is_given_once()
    {
        foreach (var number in Enumerable.Range(1, 6))
        {
            await EnterAsync("di", Issued(null));
        }

        await EnterAsync("di", Issued("7"));
        var next = await EnterAsync("di", Issued(null));
        using var again = await PostAsync("di", Issued("007"));

        Assert.That((next.Line, (await again.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code), Is.EqualTo(("08/UBND-VP", "DOC-04")));
    }

    [TestCase("bảy", null, "fields.codeNumber DOC-03")]
    [TestCase("07", "0202-05-22", "fields.issuedDate REG-01")]
    [TestCase("07", "9999-01-01", "fields.issuedDate REG-01")]
    public async Task what_no_document_can_say_is_not_entered(string number, string? day, string problem)
    {
        var entry = Issued(number);
        using var answer = await PostAsync("di", entry with { Fields = entry.Fields with { IssuedDate = day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) } });

        Assert.That((await answer.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Errors?.Select(static e => e.Field + " " + e.Code), Is.EqualTo(new[] { problem }));
    }

    [Test]
    public async Task DOC_06_a_number_given_by_hand_stands_in_the_journal()
    {
        await EnterAsync("di", Issued("07"));

        Assert.That(_api.Store.Read(static s => s.Journal.List(null, 20, null)).Select(static l => l.Entry.From), Does.Contain("number-by-hand"));
    }

    [Test]
    public async Task REG_07_a_correction_is_a_new_version_and_the_first_stays()
    {
        var entered = await EnterAsync("den", Arrived("12"));
        using var corrected = await _clerk.PostAsJsonAsync(
            "/api/v1/registers/den/corrections",
            new CorrectLine { Agency = RunningApi.Commune.Value, Year = entered.Year, Line = entered.Line, Reason = "Gõ nhầm", Fields = new RegisterFields { Subject = "Trích yếu đúng" } },
            AxisJson.Web.CorrectLine);
        corrected.EnsureSuccessStatusCode();
        var detail = await _clerk.GetFromJsonAsync($"/api/v1/registers/den/line?agency={RunningApi.Commune}&line={entered.Line}", Client.RegisterLineDetail);

        Assert.That(
            (detail!.Line.Version, detail.Line.Fields.Subject, detail.Line.Fields.OrganName, detail.Versions[0].Fields.Subject, detail.Versions[1].Reason),
            Is.EqualTo((2, "Trích yếu đúng", "UBND tỉnh", "Về việc 12", "Gõ nhầm")));
    }

    [Test]
    public async Task REG_06_a_secret_document_is_refused()
    {
        using var response = await PostAsync("den", Arrived("12") with { Fields = Arrived("12").Fields with { CodeNotation = "QĐ-MẬT" } });

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("REG-06"));
    }

    [Test]
    public async Task the_register_is_exported_in_its_legal_columns_with_its_cover()
    {
        await EnterAsync("den", Arrived("12"));
        var text = await _clerk.GetStringAsync($"/api/v1/registers/den/export?agency={RunningApi.Commune}&format=csv");
        var lines = text.Split("\r\n");

        Assert.That(
            (lines[1], lines[10], lines[11].Split(',')[1..5]),
            Is.EqualTo(("Cơ quan,Ủy ban nhân dân xã Tân An", CsvText.Record(RegisterColumns.Of(RegisterKind.Incoming).Select(static c => c.Heading)).TrimEnd(), new[] { "01", "UBND tỉnh", "12/UBND-VP", "02/03/2026" })));
    }

    [Test]
    public async Task a_clerk_reads_no_register_of_another_agency()
    {
        using var response = await _clerk.GetAsync($"/api/v1/registers/den/lines?agency={RunningApi.Other}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task DOC_01_the_picker_lists_the_29_types()
    {
        var choices = await _clerk.GetFromJsonAsync("/api/v1/registers/choices", Client.RegisterChoices);

        Assert.That((choices!.Types.Count, choices.Competences.Count), Is.EqualTo((29, 5)));
    }

    private static int Year => RegisterBook.YearOf(TimeProvider.System.GetUtcNow());

    private static EnterPaper Arrived(string number) => new()
    {
        Agency = RunningApi.Commune.Value,
        Fields = new RegisterFields { CodeNumber = number, CodeNotation = "UBND-VP", TypeName = "Công văn", OrganName = "UBND tỉnh", Subject = "Về việc " + number, IssuedDate = new DateOnly(2026, 3, 2) },
    };

    private static EnterPaper Issued(string? number) => new()
    {
        Agency = RunningApi.Commune.Value,
        Fields = new RegisterFields { CodeNumber = number, CodeNotation = "UBND-VP", TypeName = "Công văn", Subject = "Bản giấy" },
    };

    private Task<HttpResponseMessage> PostAsync(string register, EnterPaper body) => _clerk.PostAsJsonAsync($"/api/v1/registers/{register}/entries", body, AxisJson.Web.EnterPaper);

    private async Task<EnteredLine> EnterAsync(string register, EnterPaper body)
    {
        using var response = await PostAsync(register, body);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(Client.EnteredLine))!;
    }
}
