using System.Diagnostics;
using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;

namespace Axis.Console.Tests.Hosting;

/// <summary>A node whose console nobody opens carries none of it.</summary>
public sealed class LazyConsoleTests
{
    private static readonly string[] Console = ["Microsoft.AspNetCore.Components.dll", "Microsoft.AspNetCore.Components.Endpoints.dll", "Microsoft.AspNetCore.Antiforgery.dll", "Microsoft.Extensions.Identity.Core.dll"];

    [Test]
    public async Task its_libraries_are_loaded_by_the_first_page_and_not_before()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("needs /proc");
        }

        await using var network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, ConsoleStage.Province);
        using var node = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "axis.dll"), "node", "run", "--data", network.FolderOf(ConsoleStage.Province)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            _ = node.StandardError.ReadToEndAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            Assert.That(await node.StandardOutput.ReadLineAsync(limit.Token), Does.StartWith("READY"));
            using var client = new HttpClient { BaseAddress = network.ApiOf(ConsoleStage.Province) };
            await client.GetAsync("/health/ready", limit.Token);
            var before = Loaded(node);
            var page = await client.GetAsync("/console/sign-in", limit.Token);
            Assert.That(page.IsSuccessStatusCode, Is.True);

            // PBKDF2 is loaded by the first attempt to sign in, not by the page.
            Assert.That((before, Loaded(node)), Is.EqualTo((Array.Empty<string>(), Console.Where(static c => !c.Contains("Identity", StringComparison.Ordinal)))));
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync();
        }
    }

    private static string[] Loaded(Process process)
    {
        var maps = File.ReadAllText($"/proc/{process.Id}/maps");
        return [.. Console.Where(c => maps.Contains("/" + c, StringComparison.Ordinal))];
    }
}
