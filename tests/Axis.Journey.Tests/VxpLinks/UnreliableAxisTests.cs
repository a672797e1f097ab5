using System.Text;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>The mixed line commune → province → national axis and back, statuses included, while the axis dies at any moment: nothing is lost and nothing comes twice.</summary>
public sealed class UnreliableAxisTests
{
    private const string Ministry = "000.00.00.G22";
    private const string Village = "H37.20.61";
    private const int Documents = 4;

    [Test]
    public async Task nothing_is_lost_and_nothing_comes_twice_while_the_axis_dies_at_any_moment()
    {
        await using var line = await MixedLine.StartAsync();
        var random = new Random(20261122);
        var lost = 0;
        line.Trouble = (request, work) =>
        {
            int what;
            lock (random)
            {
                what = random.Next(15);
            }

            // Whatever chance brings, the first two packets are taken and their answers are lost.
            if (request.Call == "sendEdoc" && Interlocked.Increment(ref lost) <= 2)
            {
                return Lost(work());
            }

            // Dead before the work, dead after it, or a page in its place; two thirds of the calls get through.
            return what switch
            {
                0 or 1 => RawReply.Nothing,
                2 or 3 => Lost(work()),
                4 => RawReply.Of("<html>502</html>", "502 Bad Gateway"),
                _ => work(),
            };
        };
        using var over = new CancellationTokenSource();
        var killing = KillAsync(line, over.Token);
        var sent = new List<SubmitAnswer>();
        var down = new List<string>();
        for (var i = 0; i < Documents; i++)
        {
            sent.Add(await line.CommuneNode.SendAsync(Village, [Ministry], $"V/v văn bản thử nghiệm số {i}"));
            down.Add(line.Axis.Put(Foreign.Document(Ministry, Village, $"G22-{i}", $"V/v chỉ đạo số {i}"), Ministry, Village));
        }

        await Eventually.GetAsync(() => Up(line, "edoc").Count, static n => n == Documents, "all up", 90);
        foreach (var row in sent.Select(s => line.CommuneNode.Tracking(s.Packet).Single()))
        {
            line.Axis.Put(Foreign.Status(Ministry, Village, row.DocumentId, row.Code!, "01", "2026/11/22 08:00:00"), Ministry, Village, "status");
            line.Axis.Put(Foreign.Status(Ministry, Village, row.DocumentId, row.Code!, "03", "2026/11/22 09:00:00"), Ministry, Village, "status");
        }

        foreach (var item in await Eventually.GetAsync(line.CommuneNode.Inbox, static i => i.Count == Documents, "all down", 90))
        {
            Assert.That(await line.CommuneNode.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, line.CommuneNode.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());
        }

        await Eventually.GetAsync(() => sent.Select(s => line.CommuneNode.Tracking(s.Packet).Single().State).Distinct().ToList(), static s => s is ["03"], "all answered from above", 90);
        await Eventually.GetAsync(() => Up(line, "status").Count, static n => n == 2 * Documents, "all answers above", 90);
        await Eventually.GetAsync(() => line.Axis.Told.Values.Count(static t => t == "done"), static n => n == 3 * Documents, "all told", 90);
        await over.CancelAsync();
        await killing;
        Assert.Multiple(() =>
        {
            Assert.That(line.CommuneNode.Inbox(), Has.Count.EqualTo(Documents), "documents in the inbox");
            Assert.That(Up(line, "edoc").Select(static p => Digest.Of(p).ToString()), Is.EquivalentTo(sent.Select(static s => s.Packet)), "documents above, byte for byte");
            Assert.That(Up(line, "status").Select(static p => Encoding.UTF8.GetString(p)).Count(static s => s.Contains(">01<", StringComparison.Ordinal)), Is.EqualTo(Documents), "arrivals above");
            Assert.That(line.Axis.Told.Keys, Is.SupersetOf(down), "every item answered");
            Assert.That(line.Axis.Again, Is.Positive, "an answer was lost at least once, and the packet came again under the same name");
        });
    }

    [Test]
    public async Task one_item_that_cannot_be_fetched_holds_up_no_other()
    {
        await using var line = await MixedLine.StartAsync();
        var broken = line.Axis.Put(Foreign.Document(Ministry, Village, "G22-hong"), Ministry, Village);
        line.Trouble = (request, work) => request.Call == "getEdoc" && request["docId"] == broken ? RawReply.Of("{\"status\":\"OK\",\"ErrorCode\":\"0\",\"data\":\"PD94", length: 9000) : work();

        line.Axis.Put(Foreign.Document(Ministry, Village, "G22-lanh"), Ministry, Village);

        await Eventually.GetAsync(line.CommuneNode.Inbox, static i => i.Count == 1, "the other one");
        var row = await Eventually.GetAsync(() => line.ProvinceNode.Store.Read(s => s.VxpLinks.Find(Axis.Core.Agencies.NodeId.Parse(MixedLine.National), broken)), static r => r is not null, "put off");
        Assert.That((row!.State, row.ReasonCode), Is.EqualTo((VxpArrivalState.Waiting, "VXP_UNREADABLE_ANSWER")));
    }

    // The axis is gone for moments, in the middle of whatever it does; what it was given it has, as a database would.
    private static async Task KillAsync(MixedLine line, CancellationToken over)
    {
        var random = new Random(1);
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(random.Next(400, 1200), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await line.Server.StopAsync();
            await Task.Delay(random.Next(50, 400), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            line.Server.Start();
        }
    }

    private static List<byte[]> Up(MixedLine line, string kind)
    {
        lock (line.Axis.Sent)
        {
            return [.. line.Axis.Sent.Where(s => s.Kind == kind).Select(static s => s.Packet)];
        }
    }

    private static RawReply Lost(RawReply reply) => reply.Pieces.Count == 0 ? reply : new RawReply([], TimeSpan.Zero);
}
