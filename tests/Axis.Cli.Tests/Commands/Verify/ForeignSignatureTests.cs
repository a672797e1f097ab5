using System.Security.Cryptography.Xml;
using System.Text.Json;

namespace Axis.Cli.Tests.Commands.Verify;

/// <summary>A folder of signatures of other makers: one line each, the worst decides the exit code.</summary>
public sealed class ForeignSignatureTests
{
    [Test]
    public async Task a_signature_under_a_believed_anchor_passes()
    {
        using var folder = new ForeignFolder();
        folder.Enveloped("hoa-don.xml");

        var result = await folder.VerifyAsync();

        Assert.That((result.Code, result.Output.Split(' ')[0]), Is.EqualTo((ExitCodes.Done, "TOTAL-PASSED")), result.Output + result.Error);
    }

    [Test]
    public async Task the_one_line_names_verdict_form_algorithms_signer_and_reason()
    {
        using var folder = new ForeignFolder();
        folder.Enveloped("hoa-don.xml", SignedXml.XmlDsigRSASHA1Url);
        folder.Enveloped("hoa-don-2.xml");

        var line = (await folder.VerifyAsync()).Output.Split('\n').Single(static l => l.Contains("hoa-don.xml", StringComparison.Ordinal));

        Assert.That(line, Does.Match("^INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE_NO_POE .*nằm trong · RSA-SHA1, RSA 2048, .* · Công ty Mẫu · .*SHA-1 đã bị phá"));
    }

    [Test]
    public async Task the_worst_of_a_folder_is_the_exit_code()
    {
        using var folder = new ForeignFolder();
        folder.Enveloped("a.xml");
        folder.Enveloped("b.xml", change: static x => x.Replace(">12<", ">13<", StringComparison.Ordinal));
        folder.Enveloped("c.xml", SignedXml.XmlDsigRSASHA1Url);

        var result = await folder.VerifyAsync();

        Assert.That((result.Code, result.Output.TrimEnd().Split('\n').Length), Is.EqualTo((ExitCodes.Refused, 4)), result.Output);
    }

    [Test]
    public async Task without_an_anchor_nothing_is_passed()
    {
        using var folder = new ForeignFolder();
        folder.Enveloped("a.xml");

        var result = await AxisRun.RunAsync("verify", folder.Path);

        Assert.That((result.Code, result.Output.Split(' ')[0]), Is.EqualTo((ExitCodes.Indeterminate, "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND")), result.Output);
    }

    [Test]
    public async Task without_revocation_data_the_verdict_waits()
    {
        using var folder = new ForeignFolder();
        folder.Enveloped("a.xml");

        var result = await AxisRun.RunAsync("verify", folder.Path, "--trust", folder.Anchor);

        Assert.That((result.Code, result.Output.Split(' ')[0]), Is.EqualTo((ExitCodes.Indeterminate, "INDETERMINATE/TRY_LATER")), result.Output);
    }

    [Test]
    public async Task a_detached_signature_finds_its_file_beside_it_and_the_file_shares_its_verdict()
    {
        using var folder = new ForeignFolder();
        folder.Detached("ky.xsig", "nội dung.xml", "<x>không có chữ ký</x>");

        var result = await folder.VerifyAsync("--json");

        using var json = JsonDocument.Parse(result.Output);
        var kinds = json.RootElement.GetProperty("files").EnumerateArray().Select(static f => f.GetProperty("kind").GetString() + " " + f.GetProperty("verdict").GetString());
        Assert.That((result.Code, string.Join(", ", kinds)), Is.EqualTo((ExitCodes.Done, "foreign-signature TOTAL-PASSED, signed-content TOTAL-PASSED")), result.Output);
    }

    [Test]
    public async Task a_detached_signature_over_a_changed_file_is_failed()
    {
        using var folder = new ForeignFolder();
        folder.Detached("ky.xsig", "a.txt", "một");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "a.txt"), "hai");

        var result = await folder.VerifyAsync();

        Assert.That((result.Code, result.Output.Split(' ')[0]), Is.EqualTo((ExitCodes.Refused, "TOTAL-FAILED/HASH_FAILURE")), result.Output);
    }

    [Test]
    public async Task a_detached_signature_whose_file_is_not_there_is_indeterminate_and_says_so()
    {
        using var folder = new ForeignFolder();
        folder.Detached("ky.xsig", "a.txt", "một");
        File.Delete(Path.Combine(folder.Path, "a.txt"));

        var result = await folder.VerifyAsync();

        Assert.That(result.Output, Does.StartWith("INDETERMINATE/SIGNED_DATA_NOT_FOUND").And.Contain("Không tìm thấy tệp được ký 'a.txt'"));
    }

    [Test]
    public async Task a_file_named_on_the_command_line_is_found_in_another_folder()
    {
        using var folder = new ForeignFolder();
        var signature = folder.Detached("ky.xsig", "a.txt", "một");
        var elsewhere = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "khác")).FullName, "a.txt");
        File.Move(Path.Combine(folder.Path, "a.txt"), elsewhere);

        var result = await AxisRun.RunAsync("verify", signature, elsewhere, "--trust", folder.Anchor, "--crl", folder.Crl);

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Done), result.Output);
    }
}
