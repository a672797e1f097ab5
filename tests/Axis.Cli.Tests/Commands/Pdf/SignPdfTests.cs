using System.Globalization;
using System.Text;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Cli.Tests.Commands.Pdf;

public sealed class SignPdfTests
{
    private string _folder = null!;
    private DevelopmentCa _ca = null!;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("axis-sign-pdf-").FullName;
        _ca = DevelopmentCa.Create(Path.Combine(_folder, "ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        var keys = Directory.CreateDirectory(Path.Combine(_folder, "keys")).FullName;
        var passphrase = PassphraseFile.Create(Path.Combine(keys, "passphrase"));
        using var certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Document, "Sở Nội vụ", "Sở Nội vụ"), SignatureAlgorithm.EcdsaP256Sha256);
        SigningKeys.SavePkcs12(Path.Combine(keys, "document-H37.12.p12"), certificate, passphrase);
        File.WriteAllBytes(In("a.pdf"), Document());
        File.WriteAllText(In("ca.pem"), _ca.Certificate.ExportCertificatePem());
        File.WriteAllBytes(In("ca.crl"), _ca.IssueCrl(TimeSpan.FromDays(1)));
        using var responder = DevelopmentOcsp.Open(In("ca"), TimeSpan.FromHours(1), TimeProvider.System);
        File.WriteAllBytes(In("signer.ocsp"), responder.Answer(new OcspRequest([OcspCertId.Of(certificate, _ca.Certificate, OcspCertId.Sha1)], null).Encode()));
    }

    [TearDown]
    public void Clear()
    {
        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task what_it_signs_verify_finds_valid()
    {
        var signed = await SignAsync("--stamp", "88/QĐ-SNV");
        var verified = await AxisRun.RunAsync("verify", In("b.pdf"), "--trust", In("ca.pem"), "--crl", In("ca.crl"));
        Assert.That((signed.Code, verified.Code, verified.Output.StartsWith("TOTAL-PASSED", StringComparison.Ordinal)), Is.EqualTo((0, 0, true)), signed.Error + verified.Output + verified.Error);
    }

    [Test]
    public async Task a_response_of_the_authority_brought_as_a_file_stands_for_a_list()
    {
        await SignAsync();
        string[] verify = ["verify", In("b.pdf"), "--trust", In("ca.pem")];
        var (without, with) = ((await AxisRun.RunAsync(verify)).Code, await AxisRun.RunAsync([.. verify, "--ocsp", In("signer.ocsp")]));
        Assert.That((without, with.Code, with.Output.StartsWith("TOTAL-PASSED", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Indeterminate, ExitCodes.Done, true)), with.Output + with.Error);
    }

    [Test]
    public async Task a_file_brought_as_a_response_that_is_none_is_named()
    {
        await SignAsync();
        var verified = await AxisRun.RunAsync("verify", In("b.pdf"), "--trust", In("ca.pem"), "--ocsp", In("ca.crl"));
        Assert.That((verified.Code, verified.Error.Contains("ca.crl: trả lời OCSP không đọc được", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Usage, true)), verified.Error);
    }

    [Test]
    public async Task verify_in_json_names_signer_and_value()
    {
        await SignAsync();
        var verified = await AxisRun.RunAsync("verify", In("b.pdf"), "--trust", In("ca.pem"), "--crl", In("ca.crl"), "--json");
        var value = JsonDocument.Parse(verified.Output).RootElement.GetProperty("files")[0].GetProperty("legalValue");
        Assert.That(
            (value.GetProperty("value").GetString(), value.GetProperty("signatures")[0].GetProperty("signerName").GetString()),
            Is.EqualTo(("NOT", "Sở Nội vụ")));
    }

    [Test]
    public async Task a_valid_signature_without_legal_value_is_refused_only_when_that_is_asked()
    {
        await SignAsync();
        string[] verify = ["verify", In("b.pdf"), "--trust", In("ca.pem"), "--crl", In("ca.crl")];
        Assert.That(((await AxisRun.RunAsync(verify)).Code, (await AxisRun.RunAsync([.. verify, "--legal"])).Code), Is.EqualTo((ExitCodes.Done, ExitCodes.Refused)));
    }

    [Test]
    public async Task what_is_said_of_a_pdf_is_english_when_asked()
    {
        await SignAsync();
        var verified = await AxisRun.RunAsync("verify", In("b.pdf"), "--trust", In("ca.pem"), "--crl", In("ca.crl"), "--lang", "en");
        var text = verified.Output.Replace("Sở Nội vụ", "", StringComparison.Ordinal).Replace("CA thử nghiệm", "", StringComparison.Ordinal);
        Assert.That(text.Where(static c => c > 0x7F && c is not ('–' or '—')), Is.Empty, verified.Output);
    }

    [Test]
    public async Task a_changed_file_fails()
    {
        await SignAsync();
        var bytes = await File.ReadAllBytesAsync(In("b.pdf"));
        var at = Encoding.Latin1.GetString(bytes).IndexOf("595 842", StringComparison.Ordinal);
        bytes[at] = (byte)'6';
        await File.WriteAllBytesAsync(In("b.pdf"), bytes);
        Assert.That((await AxisRun.RunAsync("verify", In("b.pdf"), "--trust", In("ca.pem"))).Code, Is.EqualTo(ExitCodes.Refused));
    }

    [Test]
    public async Task without_an_anchor_the_verdict_is_open()
    {
        await SignAsync();
        Assert.That((await AxisRun.RunAsync("verify", In("b.pdf"))).Code, Is.EqualTo(ExitCodes.Indeterminate));
    }

    [Test]
    public async Task an_agency_without_a_document_key_is_told_where_to_put_it()
    {
        var signed = await AxisRun.RunAsync("sign-pdf", In("a.pdf"), "--agency", "H37.99", "--out", In("b.pdf"), "--data", _folder);
        Assert.That((signed.Code, signed.Error.Contains("document-H37.99.p12", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Refused, true)), signed.Error);
    }

    [Test]
    public async Task a_stamp_that_needs_a_font_leaves_no_file_behind()
    {
        var refused = await SignAsync("--stamp-text", "SAO LỤC");
        Assert.That((refused.Code, File.Exists(In("b.pdf"))), Is.EqualTo((ExitCodes.Refused, false)), refused.Error);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private Task<AxisResult> SignAsync(params string[] more)
    {
        File.Delete(In("b.pdf"));
        return AxisRun.RunAsync(["sign-pdf", In("a.pdf"), "--agency", "H37.12", "--out", In("b.pdf"), "--data", _folder, .. more]);
    }

    private static byte[] Document()
    {
        string[] objects = ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>", "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>"];
        var text = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("xref\n0 4\n0000000000 65535 f\r\n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:D10} 00000 n\r\n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = text.Length;
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}{table}trailer\n<</Size 4 /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    }
}
