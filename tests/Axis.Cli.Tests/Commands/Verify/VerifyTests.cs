namespace Axis.Cli.Tests.Commands.Verify;

public sealed class VerifyTests
{
    [Test]
    public async Task a_packet_without_a_signature_is_indeterminate_and_never_a_pass()
    {
        var result = await AxisRun.RunAsync("verify", Path.Combine(Samples, "van-ban-moi.edxml"));
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Indeterminate), result.Output + result.Error);
            Assert.That(result.Output, Does.StartWith("INDETERMINATE"));
        });
    }

    [TestCase("vi", "Nghĩa là: ", "Cần làm: ")]
    [TestCase("en", "It means: ", "To do: ")]
    public async Task a_verdict_says_what_it_means_and_what_to_do(string language, string meaning, string action)
    {
        var result = await AxisRun.RunAsync("verify", Path.Combine(Samples, "van-ban-moi.edxml"), "--lang", language);
        Assert.That(result.Output, Does.Contain(meaning).And.Contain(action));
    }

    [Test]
    public async Task a_file_that_is_no_xml_is_not_passed()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "not a packet");
        var result = await AxisRun.RunAsync("verify", file);
        File.Delete(file);
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Refused), result.Output);
    }

    [Test]
    public async Task a_missing_file_is_a_usage_error()
    {
        var result = await AxisRun.RunAsync("verify", "/nonexistent/x.edxml");
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
    }

    [Test]
    public async Task a_folder_gives_one_line_per_file_and_a_sum()
    {
        var result = await AxisRun.RunAsync("verify", Samples);
        Assert.That(result.Output.TrimEnd().Split('\n'), Has.Length.EqualTo(Directory.GetFiles(Samples).Length + 1));
    }

    [Test]
    public async Task json_names_each_check_with_its_outcome()
    {
        var result = await AxisRun.RunAsync("verify", Path.Combine(Samples, "van-ban-moi.edxml"), "--json");
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        var check = json.RootElement.GetProperty("files")[0].GetProperty("checks")[0];
        Assert.That(check.GetProperty("outcome").GetString(), Is.AnyOf("passed", "failed", "not-made"));
    }

    [Test]
    public async Task a_directory_without_its_root_section_is_refused()
    {
        var file = Path.Combine(Samples, "van-ban-moi.edxml");
        var result = await AxisRun.RunAsync("verify", file, "--directory", file);
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage), result.Error);
    }

    internal static string Samples
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "DocAxis.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder.FullName, "samples", "four-levels", "packets");
        }
    }
}
