using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Kills;
using Axis.Journey.Tests.Network;
using Axis.Journey.Tests.Vxp;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>
/// commune ⇄ province (native) ⇄ national axis (VXP), where the axis is this product's own VXP server in a process of its own, killed (SIGKILL) and started again
/// while traffic goes both ways.
/// </summary>
public sealed class KilledAxisTests
{
    private const string Ministry = "G22";
    private const string Village = "H37.20.61";
    private const int Documents = 4;
    private const int Kills = 4;

    private static readonly NodeSpec National = new(MixedLine.National, Tier.Central, null, false, [Ministry, "H37", Village]);

    [Test]
    public async Task nothing_is_lost_and_nothing_comes_twice_while_the_axis_is_killed_and_started_again()
    {
        await using var above = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, National);
        var axis = above[National];
        var settings = Path.Combine(axis.Folder, "appsettings.json");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace("\"Limits\": {", "\"Vxp\": { \"Enabled\": true }, \"Limits\": {", StringComparison.Ordinal));
        await using var below = await MixedLine.PrepareAsync(VxpNetwork.ServiceOf(axis), "-", Ministry);
        Introduce(above, below, Village);
        Introduce(below, above, Ministry);
        await axis.StartAsync();
        var secret = await VxpNetwork.AddAsync(axis, MixedLine.SystemId, ["H37", Village]);
        var down = new List<SubmitAnswer>();
        for (var i = 0; i < Documents; i++)
        {
            down.Add(await axis.SendAsync(Ministry, [Village], $"V/v chỉ đạo số {i}"));
        }

        await axis.StopAsync();
        MixedLine.WriteSecret(below.FolderOf(MixedLine.Province), secret);
        var (province, commune) = (below[MixedLine.Province], below[MixedLine.Commune]);
        await province.StartAsync();
        await commune.StartAsync();

        var up = new List<SubmitAnswer>();
        await using (var process = new HostProcess(National.Id, axis.Folder))
        {
            var random = new Random(22);
            for (var kill = 0; kill <= Kills; kill++)
            {
                await process.StartAsync(null, CancellationToken.None);
                up.AddRange(kill < Documents ? [await commune.SendAsync(Village, [Ministry], $"V/v báo cáo số {kill}")] : []);
                if (kill < Kills)
                {
                    await Task.Delay(random.Next(200, 1500));
                    await process.KillAsync();
                }
            }

            foreach (var item in await Eventually.GetAsync(commune.Inbox, static i => i.Count == Documents, "all down", 60))
            {
                Assert.That(await commune.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, commune.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());
            }

            await Eventually.GetAsync(() => Owed(province), static n => n == 0, "everything handed over", 60);
            await process.KillAsync();
        }

        await axis.StartAsync();
        foreach (var item in await Eventually.GetAsync(() => Arrived(axis), static i => i.Count == Documents, "all up"))
        {
            Assert.That(await axis.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, axis.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());
        }

        await Eventually.GetAsync(() => States(commune, up), static s => s is ["03"], "the answers from above", 60);
        await Eventually.GetAsync(() => States(axis, down), static s => s is ["03"], "the answers from below", 60);
        Assert.Multiple(() =>
        {
            Assert.That(Arrived(axis).Select(static i => i.Packet.ToString()), Is.EquivalentTo(up.Select(static u => u.Packet)), "above, byte for byte and once each");
            Assert.That(commune.Inbox().Select(static i => i.Packet.ToString()), Is.EquivalentTo(down.Select(static d => d.Packet)), "below, byte for byte and once each");
        });
    }

    // What each side's directory says of the other's agency: its certificate and the authority that issued it.
    private static void Introduce(TestNetwork to, TestNetwork other, string agency)
    {
        to.RootExtras =
        [
            .. to.RootExtras,
            new AnchorRecord(other.Ca.Certificate.RawDataMemory),
            new RevocationListRecord(other.Ca.IssueCrl(TimeSpan.FromDays(7))),
            new CertificateRecord(new CertificateEntry(KeyUse.Agency, agency, other.CertificateOf(KeyUse.Agency, agency), TimeProvider.System.GetUtcNow().AddMinutes(-10), null, null)),
        ];
        to.WriteDirectory();
    }

    // What the system of the province fetches lies at this node too; what is meant is the ministry's own inbox.
    private static List<InboxItem> Arrived(RunningNode axis) => [.. axis.Inbox().Where(static i => i.Recipient.Value == Ministry)];

    private static int Owed(RunningNode province) =>
        province.Store.Read(static s => s.Outbox.List(DeliveryState.Waiting, NodeId.Parse(MixedLine.National), null, 100).Count + (int)s.Returns.Counts().Sum(static r => r.Count))
        + province.Store.Read(static s => s.VxpLinks.Untold(NodeId.Parse(MixedLine.National), DateTimeOffset.MaxValue, 100)).Count;

    private static List<string> States(RunningNode node, List<SubmitAnswer> sent) => [.. sent.Select(s => node.Tracking(s.Packet).Single().State).Distinct()];
}
