using System.Security.Cryptography.X509Certificates;
using Axis.Console.Tests.Browsing;
using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Journeys;

/// <summary>A clerk whose key stays on the own computer: download, sign there, upload.</summary>
public sealed class OwnKeyTests
{
    private ConsoleStage _stage;
    private string _folder;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("axis-own-key-").FullName;
        _stage = await ConsoleStage.StartAsync();
        var keys = Path.Combine(_stage.Lower.Folder, "keys");
        using var key = SigningKeys.LoadPkcs12(Path.Combine(keys, $"agency-{ConsoleStage.CommuneAgency}.p12"), Path.Combine(keys, "passphrase"));
        using var own = key.Certificate.GetECDsaPrivateKey()!;
        File.Copy(Path.Combine(keys, $"agency-{ConsoleStage.CommuneAgency}.p12"), In("khoa-cua-toi.p12"));
        File.Copy(Path.Combine(keys, "passphrase"), In("mat-khau"));
        SigningKeys.SavePem(In("khoa-cua-toi.pem"), own, null);
        await File.WriteAllTextAsync(In("khoa-cua-toi.crt"), key.Certificate.ExportCertificatePem());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _stage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("openssl dgst -sha256 -sign khoa-cua-toi.pem", TestName = "openssl signs with a PEM key")]
    [TestCase("openssl pkcs12", TestName = "openssl signs with a PKCS#12 key")]
    public async Task the_command_on_the_page_signs_after_the_browser_was_closed_and_the_document_goes_out(string command)
    {
        var subject = "V/v ký bằng khóa riêng, " + command;
        await using (var maker = await Visit.OpenAsync(_stage.Lower))
        {
            await maker.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
            await PrepareAsync(maker.Page, subject);
        }

        await using var clerk = await Visit.OpenAsync(_stage.Lower);
        await clerk.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await clerk.GoAsync("/console/waiting");
        await clerk.Page.ClickAsync($"table.list a:has-text('{subject}')");
        await DownloadAsync(clerk.Page, "a[href$='bare=true']");
        var shown = (await clerk.Page.Locator("pre.command").AllInnerTextsAsync()).Single(c => c.StartsWith(command, StringComparison.Ordinal));

        // Nobody sits at this terminal to type the passphrase.
        OutsideTool.RunIn(_folder, "bash", "-eu", "-o", "pipefail", "-c", shown.Replace(" -nocerts", " -passin file:mat-khau -nocerts", StringComparison.Ordinal));
        var packet = await SignAsync(clerk.Page, Newest(".sig"));

        var item = await Eventually.GetAsync(() => _stage.Upper.Inbox().SingleOrDefault(i => i.Packet.ToString() == packet), static i => i is not null, "in the province's inbox");
        Assert.That(item!.Verdict, Is.EqualTo("TOTAL-PASSED"));
        Assert.That(clerk.Faults, Is.Empty);
    }

    [Test]
    public async Task axis_sign_draft_signs_what_the_page_hands_out()
    {
        await using var clerk = await Visit.OpenAsync(_stage.Lower);
        await clerk.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await PrepareAsync(clerk.Page, "V/v ký bằng lệnh axis");
        var draft = await DownloadAsync(clerk.Page, "a[href$='/to-sign']");
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await Cli.AxisCommandLine.RunAsync(["sign-draft", draft, "--key", In("khoa-cua-toi.p12"), "--passphrase-file", In("mat-khau")], output, error, CancellationToken.None);

        Assert.That(exit, Is.Zero, error.ToString());
        Assert.That(await SignAsync(clerk.Page, Path.ChangeExtension(draft, ".sig"), In("khoa-cua-toi.crt")), Is.Not.Empty);
    }

    [Test]
    public async Task the_signature_of_another_waiting_document_is_said_to_be_that()
    {
        await using var clerk = await Visit.OpenAsync(_stage.Lower);
        await clerk.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await PrepareAsync(clerk.Page, "V/v văn bản thứ nhất");
        var code = await CodeAsync(clerk.Page);
        await DownloadAsync(clerk.Page, "a[href$='bare=true']");
        var bare = Newest(".signedinfo");
        OutsideTool.RunIn(_folder, "openssl", "dgst", "-sha256", "-sign", "khoa-cua-toi.pem", "-out", "nham.sig", bare);
        await PrepareAsync(clerk.Page, "V/v văn bản thứ hai");

        Assert.That(await RefusalAsync(clerk.Page, In("nham.sig")), Does.Contain("chữ ký của văn bản khác").And.Contain(code));
    }

    [Test]
    public async Task a_signature_by_somebody_elses_key_is_refused_and_the_document_still_waits()
    {
        using var stranger = SigningKeys.Generate(SignatureAlgorithm.EcdsaP256Sha256);
        SigningKeys.SavePem(In("nguoi-la.pem"), stranger, null);
        await using var clerk = await Visit.OpenAsync(_stage.Lower);
        await clerk.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await PrepareAsync(clerk.Page, "V/v ký nhầm khóa");
        await DownloadAsync(clerk.Page, "a[href$='bare=true']");
        OutsideTool.RunIn(_folder, "openssl", "dgst", "-sha256", "-sign", "nguoi-la.pem", "-out", "nguoi-la.sig", Newest(".signedinfo"));

        var wrongKey = await RefusalAsync(clerk.Page, In("nguoi-la.sig"));
        var wrongFile = await RefusalAsync(clerk.Page, Newest(".signedinfo"));

        Assert.That(wrongKey, Does.Contain("không khớp với văn bản này"));
        Assert.That(wrongFile, Does.Contain("không phải giá trị chữ ký"));
        await clerk.GoAsync("/console/waiting");
        Assert.That(await clerk.TextAsync("table.list"), Does.Contain("V/v ký nhầm khóa"));
    }

    [Test]
    public async Task a_certificate_that_is_not_the_agencys_is_said_to_be_that()
    {
        using var ca = DevelopmentCa.Create(In("ca-khac"), "CA khác", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        using var foreign = ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H37.61", "Người lạ"), SignatureAlgorithm.EcdsaP256Sha256);
        await File.WriteAllTextAsync(In("nguoi-la.crt"), foreign.ExportCertificatePem());
        await File.WriteAllBytesAsync(In("rong.sig"), new byte[64]);
        await using var clerk = await Visit.OpenAsync(_stage.Lower);
        await clerk.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await PrepareAsync(clerk.Page, "V/v chứng thư lạ");

        Assert.That(await RefusalAsync(clerk.Page, In("rong.sig"), In("nguoi-la.crt")), Does.Contain("không gắn với cơ quan H37.61"));
    }

    [Test]
    public async Task what_is_given_up_leaves_the_list_and_its_number_is_void()
    {
        await using var clerk = await Visit.OpenAsync(_stage.Lower);
        await clerk.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await PrepareAsync(clerk.Page, "V/v bỏ không ký");
        var code = await CodeAsync(clerk.Page);
        await clerk.Page.ClickAsync("summary:has-text('Bỏ, không gửi')");
        await clerk.Page.ClickAsync("form[action$='/abandon'] button");
        await clerk.Page.WaitForURLAsync("**/console/waiting?said=abandoned");

        Assert.That(await clerk.TextAsync("main"), Does.Not.Contain("V/v bỏ không ký"));
        Assert.That(_stage.Lower.Store.Read(static s => s.Journal.List(null, 20, null)).Select(static l => (l.Entry.Kind, l.Entry.To)), Does.Contain(("number-voided", code)));
    }

    [Test]
    public Task the_list_pleases_axe_at_every_size_and_brightness() =>
        Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, "/console/compose", "waiting", async page =>
        {
            await PrepareAsync(page, "V/v báo cáo kết quả cải cách hành chính quý IV năm 2026");
            await page.GotoAsync(new Uri(_stage.Lower.Api, "/console/waiting").ToString());
        });

    [Test]
    public Task the_page_of_one_pleases_axe_at_every_size_and_brightness() =>
        Gallery.LookAsync(_stage, ConsoleStage.CommuneClerk, "/console/compose", "waiting-document", page => PrepareAsync(page, "V/v đề nghị thẩm định dự toán công trình kênh mương nội đồng"));

    private async Task PrepareAsync(IPage page, string subject)
    {
        if (!page.Url.EndsWith("/console/compose", StringComparison.Ordinal))
        {
            await page.GotoAsync(new Uri(_stage.Lower.Api, "/console/compose").ToString());
        }

        await page.FillAsync("#notation", "UBND-VP");
        await page.FillAsync("#subject", subject);
        await page.FillAsync("#signer", "Nguyễn Văn An");
        await page.FillAsync("#place", "An Hòa");
        await page.FillAsync("#to", ConsoleStage.ProvinceAgency);
        await page.Locator("#to-list [role=option]").First.WaitForAsync();
        await page.PressAsync("#to", "Enter");
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "Văn bản.pdf", MimeType = "application/pdf", Buffer = SmallPdfFile.WithText(subject) });
        await page.Locator("#file-list li", new PageLocatorOptions { HasTextString = "✓" }).WaitForAsync();
        await page.CheckAsync("#noStateSecret");
        await page.CheckAsync("#signing-own");
        await page.ClickAsync("#send");
        await page.WaitForURLAsync("**/console/waiting/*?said=prepared");
    }

    private static async Task<string> CodeAsync(IPage page) => (await page.TitleAsync()).Replace("Chờ ký: ", "", StringComparison.Ordinal).Replace(" – DocAxis", "", StringComparison.Ordinal);

    private async Task<string> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(link));
        await download.SaveAsAsync(In(download.SuggestedFilename));
        return In(download.SuggestedFilename);
    }

    private static async Task<string> SignAsync(IPage page, string signature, string? certificate = null)
    {
        await UploadAsync(page, signature, certificate);
        await page.WaitForURLAsync("**/console/sent/*?said=sent");
        return new Uri(page.Url).Segments[^1];
    }

    private static async Task<string> RefusalAsync(IPage page, string signature, string? certificate = null)
    {
        await page.EvaluateAsync("() => { document.querySelector(\"form[action$='/sign'] > p.wrong\").hidden = true; }");
        await UploadAsync(page, signature, certificate);
        var said = page.Locator("form[action$='/sign'] > p.wrong");
        await said.WaitForAsync();
        return await said.InnerTextAsync();
    }

    private static async Task UploadAsync(IPage page, string signature, string? certificate)
    {
        await page.SetInputFilesAsync("#signature", signature);
        if (certificate is not null)
        {
            await page.SetInputFilesAsync("#certificate", certificate);
        }

        await page.ClickAsync("form[action$='/sign'] button");
    }

    private string Newest(string extension) => Directory.EnumerateFiles(_folder, "*" + extension).MaxBy(File.GetLastWriteTimeUtc)!;

    private string In(string name) => Path.Combine(_folder, name);
}
