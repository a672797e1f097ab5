using Axis.Core.Agencies;

namespace Axis.Architecture.Tests;

/// <summary>docs/cap-do.md is what an owner determines the level of security by (OPS-04): it leaves out no face and no key of the node.</summary>
public sealed class SecurityLevelTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "cap-do.md"));

    [TestCase("Listen:Api")]
    [TestCase("Listen:Link")]
    [TestCase("Vxp:Listen")]
    [TestCase("Mail")]
    [TestCase("Events")]
    [TestCase("Backup:Folder")]
    [TestCase("Retention:EvidenceFolder")]
    public void every_face_and_store_is_in_it(string setting) => Assert.That(Page, Does.Contain($"`{setting}`"));

    [TestCase(KeyUse.Tls, "tls")]
    [TestCase(KeyUse.NodeSeal, "node-seal")]
    [TestCase(KeyUse.Agency, "agency")]
    [TestCase(KeyUse.Directory, "directory")]
    [TestCase(KeyUse.Document, "document")]
    public void every_kind_of_key_of_a_node_is_in_it(KeyUse use, string name) => Assert.That(Page, Does.Contain($"| `{name}` |"), use.ToString());
}
