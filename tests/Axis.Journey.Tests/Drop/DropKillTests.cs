using Axis.Journey.Tests.Kills;
using Axis.Journey.Tests.Network;
using Axis.Node.Drop;
using Axis.Signing.Keys;
using Axis.TestHost;

namespace Axis.Journey.Tests.Drop;

/// <summary>A node that is killed between any two steps of a folder.</summary>
public sealed class DropKillTests
{
    private static readonly NodeSpec Spec = TestNetwork.Central with { Agencies = ["G22", "G22.01"] };

    [Test]
    public async Task killed_between_any_two_steps_each_document_is_sent_once_and_lies_in_its_folder_once()
    {
        await using var network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Spec);
        var node = network[Spec];
        var sides = DropSide.Prepare(node, ("G22", ""), ("G22.01", ""));
        Directory.CreateDirectory(sides[0].Path("out"));
        await using var process = new HostProcess("drop", node.Folder);
        foreach (var step in Enum.GetValues<DropStep>())
        {
            await process.StartAsync(KillPoint.OfDrop(step) + ":1", CancellationToken.None);

            // Only from the moment it is ready do its moments count.
            sides[0].Draft("cv-" + step, RunningNode.Fields("G22", ["G22.01"], "V/v " + step), ("a.pdf", "%PDF-1.7 a"u8.ToArray()));
            Assert.That(await process.EndsWithinAsync(TimeSpan.FromSeconds(30), CancellationToken.None), Is.True, $"reached {step}\n{process.Tail()}");
            Assert.That(process.WasKilled, Is.True, process.Tail());
        }

        await node.StartAsync();
        var count = Enum.GetValues<DropStep>().Length;
        await Eventually.GetAsync(() => Directory.EnumerateDirectories(sides[0].Path("sent")).Count(), c => c == count, "all in sent/");
        await Eventually.GetAsync(() => Directory.EnumerateDirectories(sides[1].Path("in")).Count(), c => c == count, "all in in/");
        await Eventually.GetAsync(() => node.Store.Read(static s => s.Events.Targets()).Sum(static t => t.Waiting), static w => w == 0, "nothing owed");

        Assert.Multiple(() =>
        {
            Assert.That(node.Store.Read(static s => s.Packets.ListSubmitted(null, null, 500)), Has.Count.EqualTo(count), "sent once");
            Assert.That(sides[1].Received().Select(static r => r.Detail.Item.Document.Subject).Order(), Is.EqualTo(Enum.GetValues<DropStep>().Select(static s => "V/v " + s).Order()), "delivered once");
            Assert.That(Directory.EnumerateFileSystemEntries(sides[0].Path("work")).Concat(Directory.EnumerateFileSystemEntries(sides[0].Path("out"))), Is.Empty, "nothing left half done");
        });
    }
}
