using System.Security.Cryptography.Xml;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Axis.Cli.Tests.Commands.Verify;

/// <summary>One folder of files of every kind and outcome that can be made here, told in both languages.</summary>
public sealed partial class LanguageTests
{
    // What the files say of themselves is nobody's to translate.
    private static readonly string[] OfTheFiles = ["Công ty Mẫu", "CA nơi khác", "tệp", "VPĐP", "SNV", "TTĐT", "số"];

    private ForeignFolder _folder;

    [SetUp]
    public void Make()
    {
        _folder = new ForeignFolder();
        _folder.Enveloped("a.xml");
        _folder.Enveloped("changed.xml", change: static x => x.Replace(">12<", ">13<", StringComparison.Ordinal));
        _folder.Enveloped("weak.xml", SignedXml.XmlDsigRSASHA1Url);
        _folder.Enveloped("moved.xml", change: static x => "<bia>" + x + "</bia>");
        _folder.Enveloped("transform.xml", change: static x => x.Replace("http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116", StringComparison.Ordinal));
        _folder.Enveloped("algorithm.xml", change: static x => x.Replace("http://www.w3.org/2001/04/xmlenc#sha256", "urn:khac", StringComparison.Ordinal));
        _folder.Enveloped("no-reference.xml", change: static x => x.Replace("<Reference URI=\"\">", "<Reference URI=\"#x\">", StringComparison.Ordinal));
        _folder.Enveloped("no-key.xml", change: static x => KeyInfo().Replace(x, ""));
        _folder.Enveloped("value.xml", change: static x => Value().Replace(x, "<SignatureValue>AAAA</SignatureValue>"));
        _folder.Detached("detached.xsig", "content.pdf", "%PDF-1.4 broken");
        File.Delete(_folder.Detached("gone.xsig", "gone.bin", "x") is { } path ? Path.Combine(Path.GetDirectoryName(path)!, "gone.bin") : "");
        Write("plain.xml", "<a/>");
        Write("broken.xml", "<a>");
        Write("doctype.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
        Write("cut.pdf", "%PDF-1.7\nnothing");
        Write("crooked.pdf", "%PDF-1.7\n1 0 obj << /A (b >> endobj\nstartxref\n9\n%%EOF");
        foreach (var sample in Directory.GetFiles(Path.Combine(TestContext.CurrentContext.TestDirectory, "../../../../../samples/four-levels/packets")))
        {
            File.Copy(sample, Path.Combine(_folder.Path, Path.GetFileName(sample)));
            Write("cr-" + Path.GetFileName(sample), File.ReadAllText(sample).Replace("\n", "\r\n", StringComparison.Ordinal));
        }
    }

    [TearDown]
    public void Clear() => _folder.Dispose();

    [Test]
    public async Task english_output_has_no_vietnamese_words_but_names()
    {
        var result = await _folder.VerifyAsync("--lang", "en", "--details");
        Assert.That(Remains(result.Output + result.Error), Is.Empty);
    }

    [Test]
    public async Task english_json_has_no_vietnamese_words_but_names()
    {
        var result = await _folder.VerifyAsync("--lang", "en", "--json");
        Assert.That(Remains(result.Output), Is.Empty);
    }

    [Test]
    public async Task both_languages_tell_the_same_verdicts()
    {
        static string[] Verdicts(AxisResult r) => [.. JsonDocument.Parse(r.Output).RootElement.GetProperty("files").EnumerateArray().Select(static f => f.GetProperty("verdict").GetString()!)];
        var (english, vietnamese) = (await _folder.VerifyAsync("--lang", "en", "--json"), await _folder.VerifyAsync("--json"));
        Assert.That(Verdicts(english), Is.EqualTo(Verdicts(vietnamese)).And.Length.GreaterThan(20));
    }

    [Test]
    public async Task vietnamese_output_names_nothing_as_the_program_does()
    {
        var result = await _folder.VerifyAsync("--details");
        Assert.That(ProgramNames().Matches(result.Output).Select(static m => m.Value), Is.Empty);
    }

    [Test]
    public async Task failures_are_told_in_english_too()
    {
        var result = await AxisRun.RunAsync("verify", Path.Combine(_folder.Path, "missing.edxml"), "--lang", "en");
        Assert.That((result.Code, result.Error.ReplaceLineEndings("\n")), Is.EqualTo((ExitCodes.Usage, $"Error [USAGE]: There is no file '{Path.Combine(_folder.Path, "missing.edxml")}'.\nTo do: Check the path.\n")));
    }

    [Test]
    public async Task an_empty_file_is_a_slip_and_no_verdict()
    {
        Write("empty.edxml", "");
        var result = await AxisRun.RunAsync("verify", Path.Combine(_folder.Path, "empty.edxml"));
        Assert.That((result.Code, result.Output), Is.EqualTo((ExitCodes.Usage, "")), result.Error);
    }

    [Test]
    public async Task an_evidence_file_is_sent_to_its_own_command()
    {
        var path = Path.Combine(_folder.Path, "ho-so.asice");
        await File.WriteAllBytesAsync(path, [.. "PK\u0003\u0004"u8, .. new byte[26], .. "mimetypeapplication/vnd.etsi.asic-e+zip"u8, .. new byte[40]]);
        var result = await AxisRun.RunAsync("verify", path);
        Assert.That((result.Code, result.Error.Contains("axis evidence verify", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Usage, true)), result.Error);
    }

    [Test]
    public async Task a_folder_without_anything_a_directory_could_decide_does_not_ask_for_one()
    {
        foreach (var file in Directory.GetFiles(_folder.Path).Where(static f => Path.GetFileName(f) is not "plain.xml"))
        {
            File.Delete(file);
        }

        var result = await AxisRun.RunAsync("verify", _folder.Path);
        Assert.That(result.Error, Is.Empty);
    }

    private static IEnumerable<string> Remains(string output)
    {
        var text = OfTheFiles.Aggregate(output, static (t, name) => t.Replace(name, "", StringComparison.Ordinal));
        return text.Split('\n').Where(static l => Vietnamese().IsMatch(l));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);

    [GeneratedRegex("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", RegexOptions.IgnoreCase)]
    private static partial Regex Vietnamese();

    [GeneratedRegex("RsaSha|EcdsaP|NotMade|TotalPassed|TotalFailed|DetachedInside|SubmissionAcceptance|RelayAcceptance|ContentConsignment|NodeSeal|native-receipt|HasValue|DocumentType")]
    private static partial Regex ProgramNames();

    [GeneratedRegex("<KeyInfo>.*</KeyInfo>")]
    private static partial Regex KeyInfo();

    [GeneratedRegex("<SignatureValue>.*</SignatureValue>")]
    private static partial Regex Value();
}
