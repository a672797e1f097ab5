using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Cli.Tests.Commands.Directories;

/// <summary>Trust anchors as the keeper of the root's key handles them.</summary>
public sealed class AnchorTests
{
    private string _folder = "";

    private string Data => Path.Combine(_folder, "node");

    private string CaFile => Path.Combine(_folder, "ca.crt");

    [SetUp]
    public async Task MakeNode()
    {
        _folder = Directory.CreateTempSubdirectory("axis-anchor-").FullName;
        using var ca = DevelopmentCa.Create(Path.Combine(_folder, "ca"), "CA công cộng", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        await File.WriteAllTextAsync(CaFile, ca.Certificate.ExportCertificatePem());
        var made = await AxisRun.RunAsync("node", "init", "--new-root", "--data", Data, "--id", "trung-uong", "--name", "Trung ương", "--tier", "trung-uong", "--agency", "H99=Văn phòng", "--endpoint", "https://127.0.0.1:8443");
        Assert.That(made.Code, Is.Zero, made.Error);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task an_added_authority_stands_in_its_store()
    {
        await AddAsync("cong-cong");

        Assert.That((await ListAsync()).Select(static a => a.Store), Is.EquivalentTo(new[] { "cong-vu", "cong-cong" }));
    }

    [Test]
    public async Task what_is_removed_stands_there_no_more()
    {
        await AddAsync("cong-cong");
        var added = (await ListAsync()).Single(static a => a.Store == "cong-cong");

        await RunAsync("remove", added.Fingerprint);

        Assert.That((await ListAsync()).Select(static a => a.Store), Is.EqualTo(new[] { "cong-vu" }));
    }

    [Test]
    public async Task an_authority_is_added_once()
    {
        await AddAsync("cong-vu");

        Assert.That((await RunAsync("add", CaFile, "--store", "cong-cong")).Error, Does.Contain("ANCHOR_KNOWN"));
    }

    [Test]
    public async Task what_is_no_authority_is_no_anchor()
    {
        using var ca = DevelopmentCa.Load(Path.Combine(_folder, "ca"), TimeProvider.System);
        using var leaf = ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H99"), SignatureAlgorithm.EcdsaP256Sha256);
        var file = Path.Combine(_folder, "leaf.crt");
        await File.WriteAllTextAsync(file, leaf.ExportCertificatePem());

        Assert.That((await RunAsync("add", file, "--store", "cong-vu")).Error, Does.Contain("NOT_A_CA"));
    }

    [Test]
    public async Task the_last_official_anchor_stays() =>
        Assert.That((await RunAsync("remove", (await ListAsync()).Single().Fingerprint)).Error, Does.Contain("LAST_ANCHOR"));

    [Test]
    public async Task without_the_roots_key_nothing_changes()
    {
        File.Move(Path.Combine(Data, "keys", "directory-root.p12"), Path.Combine(_folder, "directory-root.p12"));

        Assert.That((await RunAsync("add", CaFile, "--store", "cong-vu")).Error, Does.Contain("NO_ROOT_KEY"));
    }

    private async Task AddAsync(string store)
    {
        var added = await RunAsync("add", CaFile, "--store", store);
        Assert.That(added.Code, Is.Zero, added.Error);
    }

    private async Task<List<(string Store, string Fingerprint)>> ListAsync()
    {
        using var json = JsonDocument.Parse((await RunAsync("list", "--json")).Output);
        return [.. json.RootElement.GetProperty("anchors").EnumerateArray().Select(static a => (a.GetProperty("store").GetString()!, a.GetProperty("fingerprint").GetString()!))];
    }

    private Task<AxisResult> RunAsync(params string[] arguments) => AxisRun.RunAsync(["directory", "anchor", .. arguments, "--data", Data]);
}
