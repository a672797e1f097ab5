using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;

namespace Axis.Node.Tests.Storage;

/// <summary>Proofs beside packets, and what is due of them.</summary>
[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class ProofContract(StoreEngine engine) : StoreContract(engine)
{
    private SignatureProof _stamp = null!;
    private SignatureProof _values = null!;

    [SetUp]
    public void MakeProofs()
    {
        using var ca = DevelopmentCa.Create(Path.Combine(Folder, "ca"), "CA", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), Clock);
        using var authority = ca.IssueWithKey(new CertificateProfile(KeyUse.Timestamp, "TSA"), SignatureAlgorithm.EcdsaP256Sha256);
        var query = TimestampQuery.For(SHA256.HashData("x"u8), HashAlgorithmName.SHA256);
        _stamp = SignatureProof.OfSignature(query.Accept(new DevelopmentTsa(authority, Clock).Answer(query.Der)));
        _values = SignatureProof.OfSigner([new ProofValue(ProofValueKind.Certificate, ca.Certificate.RawDataMemory), new ProofValue(ProofValueKind.RevocationList, ca.IssueCrl(TimeSpan.FromDays(1)))]);
    }

    [Test]
    public async Task a_packet_that_awaits_its_stamp_is_due_at_once_and_pending()
    {
        var packet = await Awaited("one");

        Assert.Multiple(() =>
        {
            Assert.That(Store.Read(s => s.Proofs.Due(Now, 10)), Is.EqualTo(new[] { packet }));
            Assert.That(Store.Read(s => s.Proofs.Level(packet)), Is.EqualTo(new PacketLevel(SignatureLevel.B, true, Now, 0, null)));
        });
    }

    [Test]
    public async Task awaiting_twice_changes_nothing()
    {
        var packet = await Awaited("one");
        await Write(s => s.Proofs.SetLevel(packet, new PacketLevel(SignatureLevel.LT, false, Now.AddYears(1), 0, null)));
        await Write(s => s.Proofs.Await(packet, Now));

        Assert.That(Store.Read(s => s.Proofs.Due(Now, 10)), Is.Empty);
    }

    [Test]
    public async Task what_waits_is_due_when_it_is_resumed_and_a_renewal_is_not()
    {
        var (waiting, renewed) = (await Awaited("one"), await Awaited("two"));
        await Write(s => s.Proofs.SetLevel(waiting, new PacketLevel(SignatureLevel.T, true, Now.AddHours(3), 4, "OCSP")));
        await Write(s => s.Proofs.SetLevel(renewed, new PacketLevel(SignatureLevel.LT, false, Now.AddHours(3), 0, null)));

        await Write(s => s.Proofs.Resume(Now, Now.AddHours(6)));

        Assert.That(Store.Read(s => s.Proofs.Due(Now, 10)), Is.EqualTo(new[] { waiting }));
    }

    [Test]
    public async Task a_packet_that_nobody_stamps_has_no_level()
    {
        var packet = await Write(s => AddPacket(s, "one").Digest);

        Assert.That(Store.Read(s => s.Proofs.Level(packet)), Is.Null);
    }

    [Test]
    public async Task proofs_come_back_in_order_with_their_values()
    {
        var packet = await Awaited("one");
        await Write(s => s.Proofs.Add(packet, 0, [_stamp], Now));
        await Write(s => s.Proofs.Add(packet, 1, [_values], Now));

        var record = new ProofRecord(packet, [_stamp, _values]).Write();
        Assert.That(new ProofRecord(packet, Store.Read(s => s.Proofs.Of(packet))).Write(), Is.EqualTo(record));
    }

    [Test]
    public async Task of_two_proofs_for_one_place_the_first_is_kept()
    {
        var packet = await Awaited("one");
        await Write(s => s.Proofs.Add(packet, 0, [_stamp], Now));

        Assert.That(await Write(s => s.Proofs.Add(packet, 0, [_stamp], Now)), Is.False);
        Assert.That(Store.Read(s => s.Proofs.Of(packet)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task a_value_of_many_packets_is_kept_once()
    {
        foreach (var name in new[] { "one", "two" })
        {
            var packet = await Awaited(name);
            await Write(s => s.Proofs.Add(packet, 0, [_stamp, _values], Now));
        }

        Assert.That(Store.Read(s => s.Proofs.Of(Hash("two"))[1].Values.Select(static v => v.Digest)), Is.EqualTo(_values.Values.Select(static v => v.Digest)));
    }

    [Test]
    public async Task what_is_due_later_waits_and_the_next_time_is_known()
    {
        var packet = await Awaited("one");
        var renewal = Now.AddDays(100);
        await Write(s => s.Proofs.SetLevel(packet, new PacketLevel(SignatureLevel.LT, false, renewal, 0, null)));

        Assert.Multiple(() =>
        {
            Assert.That(Store.Read(s => s.Proofs.CountDue(Now, 10)), Is.Zero);
            Assert.That(Store.Read(static s => s.Proofs.NextDue()), Is.EqualTo(renewal));
            Assert.That(Store.Read(s => s.Proofs.Due(renewal, 10)), Is.EqualTo(new[] { packet }));
        });
    }

    [Test]
    public async Task only_the_newest_head_asks_for_a_stamp_and_only_until_it_has_one()
    {
        await Write(s =>
        {
            for (var i = 0; i < 4; i++)
            {
                s.Journal.Append(new JournalEntry(Now, "test"));
            }

            s.Journal.AddHead(new JournalHead(2, Hash("a"), Now, new byte[] { 1 }));
            s.Journal.AddHead(new JournalHead(4, Hash("b"), Now, new byte[] { 2 }));
        });
        Assert.That(Store.Read(static s => s.Proofs.NewestUnstamped())!.Value.Head.TreeSize, Is.EqualTo(4));

        await Write(s => s.Proofs.AddStamp(new JournalStamp(1, 4, _stamp.Token!.Der, _stamp.Token.Time)));

        Assert.Multiple(() =>
        {
            Assert.That(Store.Read(static s => s.Proofs.NewestUnstamped()), Is.Null);
            Assert.That(Store.Read(static s => s.Proofs.Stamps(1, 1, 10)).Select(static t => t.TreeSize), Is.EqualTo(new[] { 4L }));
        });
    }

    private async Task<Digest> Awaited(string name) => await Write(s =>
    {
        var row = AddPacket(s, name);
        s.Proofs.Await(row.Digest, Now);
        return row.Digest;
    });
}
