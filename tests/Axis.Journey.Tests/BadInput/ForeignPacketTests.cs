using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;

namespace Axis.Journey.Tests.BadInput;

/// <summary>Packets of other software, handed in by the clerk of their sender: read by the tolerance catalogue, packed and signed anew.</summary>
public sealed class ForeignPacketTests
{
    private static readonly NodeSpec Office = new("vpcp", Tier.Central, null, false, ["000.00.00.G22", "000.00.00.G17"]);
    private static readonly NodeSpec Localities = new("dia-phuong", Tier.Central, "vpcp", false, ["002.00.20.H13", "28.22.H17", "000.00.00.H41", "000.00.00.H14"]);
    private TestNetwork _network = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(Office, Localities);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task a_new_document_is_signed_anew_and_its_deviations_are_named()
    {
        var sample = Sample("edoc_new.edxml");
        var sender = _network[Localities];

        var answer = Done(await Packets.HandInAsync(sender, sample));

        Assert.That(answer.Warnings.Select(static w => w.Code), Has.Some.Matches("^T[0-9]{2}$"));
        Assert.That(answer.Warnings.Select(static w => w.Text), Is.All.Not.Empty);
        Assert.That(answer.Packet, Is.Not.EqualTo(Digest.Of(sample).ToString()));
        await Eventually.GetAsync(() => sender.Tracking(answer.Packet), static r => r.All(static t => t.State == "01"), "consigned");
        var packet = Digest.Parse(answer.Packet);
        var item = _network[Office].Inbox().Concat(sender.Inbox()).First(i => i.Packet == packet);
        Assert.That(item.Verdict, Is.EqualTo("TOTAL-PASSED"));
    }

    [Test]
    public async Task statuses_and_an_update_of_a_document_that_is_not_there_say_so_and_contradictions_are_recorded()
    {
        var (sender, receiver) = (_network[Office], _network[Localities]);
        foreach (var name in new[] { "status_inbox_01.edxml", "status_acceptance_03.edxml", "status_rejection_02.edxml" })
        {
            Done(await Packets.HandInAsync(receiver, Sample(name)));
        }

        var row = (await Eventually.GetAsync(
            () => sender.Store.Read(static s => s.Tracking.FindByDocument(OrganId.Parse("000.00.00.G22"), "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT", OrganId.Parse("000.00.00.H41"))),
            r => r.Count == 1 && sender.Store.Read(s => s.Tracking.Events(r[0].Id)).Count == 3,
            "three statuses"))[0];
        Assert.That((row.Packet, row.State), Is.EqualTo(((Digest?)null, "02")));
        Assert.That(row.Anomaly, Does.Contain("Không tìm thấy văn bản gốc.").And.Length.GreaterThan("Không tìm thấy văn bản gốc.".Length));

        var update = Done(await Packets.HandInAsync(sender, Sample("edoc_update.edxml")));

        await Eventually.GetAsync(() => sender.Tracking(update.Packet), static r => r.Count > 0 && r.All(static t => t.State is "01" or "02"), "consigned");
        var items = receiver.Inbox().Where(i => i.Packet == Digest.Parse(update.Packet)).ToList();
        Assert.That(items, Is.Not.Empty);
        Assert.That(items.All(static i => i.Flags.Contains("ORIGINAL_NOT_FOUND")));
    }

    [Test]
    public async Task a_packet_of_a_sender_of_another_node_is_refused()
    {
        var refusal = Packets.Refused(await Packets.HandInAsync(_network[Office], Sample("edoc_new.edxml")));

        Assert.That(refusal.Errors.Select(static e => e.Code), Does.Contain("SND-09"));
    }

    [Test]
    public async Task a_status_of_a_sender_of_another_node_is_refused()
    {
        var refusal = Packets.Refused(await Packets.HandInAsync(_network[Office], Sample("status_acceptance_03.edxml")));

        Assert.That(refusal.Code, Is.EqualTo("SND-09"));
    }

    [TestCase("xin chào")]
    [TestCase("<edXML/>")]
    [TestCase("")]
    [TestCase("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><edXML>&b;</edXML>")]
    public async Task what_is_no_packet_at_all_is_refused_with_a_sentence(string text)
    {
        var refusal = Packets.Refused(await Packets.HandInAsync(_network[Office], Encoding.UTF8.GetBytes(text)));

        Assert.That(refusal.Kind, Is.EqualTo(RefusalKind.Invalid));
        Assert.That(refusal.Sentence, Is.Not.Empty.And.Not.Contain("root:"));
    }

    [Test]
    public async Task a_packet_with_a_damaged_file_is_refused()
    {
        var text = Encoding.UTF8.GetString(Sample("edoc_new.edxml"));
        var damaged = text.Replace(">UEsDBBQA", ">UE***BQA", StringComparison.Ordinal);
        Assert.That(damaged, Is.Not.EqualTo(text));

        var refusal = Packets.Refused(await Packets.HandInAsync(_network[Localities], Encoding.UTF8.GetBytes(damaged)));

        Assert.That(refusal.Code, Does.Match("^T[0-9]{2}$"));
    }

    private static SubmitAnswer Done(Outcome<SubmitAnswer> outcome) =>
        outcome is Done<SubmitAnswer> done ? done.Value : throw new AssertionException(Packets.Refused(outcome).Sentence + string.Join("; ", Packets.Refused(outcome).Errors.Select(static e => e.Detail)));

    private static byte[] Sample(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DocAxis.sln")))
        {
            root = root.Parent;
        }

        var file = Path.Combine(root!.FullName, "..", "shared", "samples", name);
        Assume.That(File.Exists(file), $"The sample {name} is not there.");
        return File.ReadAllBytes(file);
    }
}
