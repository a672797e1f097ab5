namespace Axis.Architecture.Tests;

/// <summary>Dependencies point one way.</summary>
public sealed class DependencyTests
{
    // What an exchange is knows no storage, web, scheduler or crypto package; hashing is in the framework itself.
    private static readonly string[] Foreign =
    [
        "Axis.Signing", "Axis.Node", "axis", "Dapper", "Npgsql", "Quartz", "RabbitMQ", "Polly.Core", "Spectre.Console", "System.CommandLine",
        "Microsoft.Data.Sqlite", "SQLitePCLRaw", "System.Data", "Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net",
        "System.Security.Cryptography.Xml", "System.Security.Cryptography.Pkcs", "System.IO.FileSystem",
    ];

    private static readonly string[] CliMayUseNodeFrom = ["Axis.Cli.Commands.Node", "Axis.Cli.Commands.Demo", "Axis.Cli.Commands.Bench.Lists"];

    [Test]
    public void core_knows_no_storage_web_scheduler_or_crypto_package() =>
        Assert.That(AssemblyReferences.Of("Axis.Core").Where(static r => Foreign.Any(f => r == f || r.StartsWith(f + ".", StringComparison.Ordinal))), Is.Empty);

    [Test]
    public void core_knows_nothing_but_the_framework() =>
        Assert.That(AssemblyReferences.Of("Axis.Core").Where(static r => !r.StartsWith("System.", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void signing_knows_core_and_the_crypto_packages_alone() =>
        Assert.That(
            AssemblyReferences.Of("Axis.Signing").Where(static r => r != "Axis.Core" && !r.StartsWith("System.", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void signing_knows_no_database_or_network() =>
        Assert.That(AssemblyReferences.Of("Axis.Signing").Where(static r => r.StartsWith("System.Data", StringComparison.Ordinal) || r.StartsWith("System.Net.Http", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void node_does_not_know_the_command_line() =>
        Assert.That(AssemblyReferences.Of("Axis.Node").Where(static r => r is "axis" or "System.CommandLine" or "Spectre.Console"), Is.Empty);

    [Test]
    public void the_command_line_uses_the_node_only_to_run_one_for_the_demo_and_to_fill_a_store() =>
        Assert.That(
            AssemblyReferences.TypeUses("axis", "Axis.Node")
                .Where(static use => !CliMayUseNodeFrom.Any(n => use.User.StartsWith(n, StringComparison.Ordinal)))
                .Select(static use => $"{use.User} uses {use.Used}")
                .Distinct(),
            Is.Empty);

    [Test]
    public void uses_of_types_are_seen_in_signatures_and_code()
    {
        // The node uses Core everywhere: were nothing seen here, the test above could not fail.
        var seen = AssemblyReferences.TypeUses("Axis.Node", "Axis.Core").Where(static use => use.User == "Axis.Node.Schedules").Select(static use => use.Used).Distinct();

        Assert.That(seen, Is.SupersetOf(new[] { "Axis.Core.Agencies.NodeId", "Axis.Core.Tracking.StateText" }));
    }
}
