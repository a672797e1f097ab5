using System.Diagnostics;
using System.Text.Json.Nodes;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests.BadInput;

/// <summary>The real program with a wrong setting: it does not start, and one sentence names the key.</summary>
public sealed class WrongSettingTests
{
    [TestCase("Limits", "MaxFiles", "0", "Limits:MaxFiles")]
    [TestCase("Delivery", "MaxHop", "3", "Delivery:MaxHop")]
    [TestCase("Delivery", "LongPollSeconds", "\"lâu\"", "Delivery:LongPollSeconds")]
    public async Task the_node_does_not_start(string section, string key, string value, string named)
    {
        await using var network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Province with { Parent = null });
        var folder = network.FolderOf(TestNetwork.Province);
        var file = Path.Combine(folder, "appsettings.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        settings[section]![key] = JsonNode.Parse(value);
        await File.WriteAllTextAsync(file, settings.ToJsonString());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "axis.dll"), "node", "run", "--data", folder]) { RedirectStandardError = true, RedirectStandardOutput = true };

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);

        var text = (await error).Trim();
        Assert.That(process.ExitCode, Is.EqualTo(2), text);
        Assert.That(text, Does.StartWith("Lỗi [SETTINGS]: " + named).And.Matches("^[^\n]+\nCần làm: [^\n]+$"));
    }
}
