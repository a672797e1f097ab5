using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;

namespace Axis.Journey.Tests;

/// <summary>What a province signs in its own section reaches the nodes above it, which the province does not sign for.</summary>
public sealed class DirectoryUpTests
{
    private const string Section = "H37";
    private static readonly OrganId Renamed = OrganId.Parse("H37.01");

    [Test]
    public async Task a_version_signed_below_goes_up_when_a_document_names_it()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province, TestNetwork.District);
        var (root, province) = (network[TestNetwork.Central], network[TestNetwork.Province]);
        await RenameAsync(network, province);

        await province.SendAsync(TestNetwork.Province.Agencies[0], [TestNetwork.Central.Agencies[0]]);
        await Eventually.GetAsync(() => NameAt(root), static n => n == "Tên mới", "the root has the new version");
        await Eventually.GetAsync(() => root.Inbox().Count, static n => n == 1, "the document has arrived");
    }

    [Test]
    public async Task a_version_signed_while_the_node_above_was_away_goes_up_at_its_start()
    {
        await using var network = TestNetwork.Prepare(Axis.Signing.Keys.SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        var (root, province) = (network[TestNetwork.Central], network[TestNetwork.Province]);
        await province.StartAsync();
        await RenameAsync(network, province);

        await root.StartAsync();
        await Eventually.GetAsync(() => NameAt(root), static n => n == "Tên mới", "the root has the new version");
    }

    [Test]
    public async Task a_fork_is_told_once_however_often_it_is_looked_at()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        var (root, province) = (network[TestNetwork.Central], network[TestNetwork.Province]);
        var forged = network.ForkOfProvince();
        network.PutSection(TestNetwork.Central, forged);
        await Eventually.GetAsync(
            () => root.Store.Read(static s => s.Journal.List(null, 200, null)).Count(static l => l.Entry.Kind == "directory-fork-alarm"), static n => n == 1, "the fork is an alarm");

        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.That(root.Store.Read(static s => s.Journal.List(null, 200, null)).Count(static l => l.Entry.Kind == "directory-fork-alarm"), Is.EqualTo(1));
        Assert.That(province.Get<LiveDirectory>().Versions[Section], Is.EqualTo(root.Get<LiveDirectory>().Versions[Section]));
    }

    [Test]
    public async Task the_files_follow_the_directory_in_force_even_after_an_older_copy_was_put_back()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        var (root, province) = (network[TestNetwork.Central], network[TestNetwork.Province]);
        var file = Path.Combine(network.FolderOf(TestNetwork.Central), "directory", Section + ".section");
        var older = await File.ReadAllBytesAsync(file);
        await RenameAsync(network, province);
        root.Get<DirectoryRefresh>().Wake(NodeId.Parse(TestNetwork.Province.Id));
        await Eventually.GetAsync(() => File.ReadAllBytes(file), b => b.AsSpan().SequenceEqual(network.ProvinceSection.Span), "what came from below lies in the folder");

        await File.WriteAllBytesAsync(file, older);
        await Eventually.GetAsync(() => File.ReadAllBytes(file), b => b.AsSpan().SequenceEqual(network.ProvinceSection.Span), "the older copy gave way");
    }

    private static async Task RenameAsync(TestNetwork network, RunningNode province)
    {
        var known = province.Get<LiveDirectory>().Versions[Section];
        network.Describe = static agency => agency.Code == Renamed ? agency with { Name = "Tên mới" } : agency;
        network.PublishProvince(TestNetwork.Province, static c => c);
        await Eventually.GetAsync(() => province.Get<LiveDirectory>().Versions[Section], v => v > known, "the province has its new version");
    }

    private static string? NameAt(RunningNode node) => node.Get<LiveDirectory>().Snapshot.FindAgency(Renamed)?.Name;
}
