using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class ReceiptContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task an_issued_receipt_is_sealed_when_its_work_is_answered()
    {
        var issued = await Write(s => s.Receipts.Issue(NewReceipt(Hash("a"))));
        var kept = Store.Read(s => s.Receipts.Find(issued.Digest))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(issued.Sealed.Digest, Is.EqualTo(issued.Digest));
            Assert.That(kept.SealDigest, Is.EqualTo(issued.Sealed.SealDigest));
            Assert.That(ReceiptXml.Read(kept.Bytes.Span).Packet, Is.EqualTo(Hash("a")));
        }
    }

    [Test]
    public async Task receipts_of_a_batch_share_signatures_and_each_path_leads_to_its_root()
    {
        var issued = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Write(s => s.Receipts.Issue(NewReceipt(Hash("p" + i))))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Sealer.Seals, Is.LessThan(200));
            foreach (var bySeal in issued.GroupBy(static r => r.Sealed.SealDigest))
            {
                var seal = System.Text.Encoding.UTF8.GetString(bySeal.First().Sealed.Seal.Span);
                Assert.That(
                    bySeal.Select(r => MerkleTree.RootOf(MerkleTree.HashLeaf(r.Sealed.Bytes.Span), r.Sealed.Index, bySeal.Count(), r.Sealed.Path).ToString()),
                    Is.All.Matches<string>(root => seal.Contains(root!, StringComparison.Ordinal)));
            }
        }
    }

    [Test]
    public async Task each_receipt_names_the_one_given_before_to_the_same_node()
    {
        var first = await Write(s => s.Receipts.Issue(NewReceipt(Hash("a"))));
        await Write(s => s.Receipts.Issue(NewReceipt(Hash("b"), Parent)));
        await Reopen();
        var (second, third) = await Write(s => (s.Receipts.Issue(NewReceipt(Hash("c"))), s.Receipts.Issue(NewReceipt(Hash("d")))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ReceiptXml.Read(first.Sealed.Bytes.Span).Previous, Is.Null);
            Assert.That(ReceiptXml.Read(second.Sealed.Bytes.Span).Previous, Is.EqualTo(first.Digest));
            Assert.That(ReceiptXml.Read(third.Sealed.Bytes.Span).Previous, Is.EqualTo(second.Digest));
        }
    }

    [Test]
    public async Task a_receipt_of_an_undone_work_is_never_sealed_nor_named()
    {
        var before = await Write(s => s.Receipts.Issue(NewReceipt(Hash("a"))));
        var tasks = Enumerable.Range(0, 20).Select(i => Write(s =>
        {
            var issued = s.Receipts.Issue(NewReceipt(Hash("x" + i)));
            return i % 2 == 0 ? throw new FormatException("undone") : issued;
        })).ToArray();
        await Task.WhenAll(tasks.Select(static t => t.ContinueWith(static _ => { }, TaskScheduler.Default)));

        var kept = tasks.Where(static t => t.IsCompletedSuccessfully).Select(static t => t.Result).ToList();
        var previous = kept.Select(static k => ReceiptXml.Read(k.Sealed.Bytes.Span).Previous!.Value);
        Assert.That(previous, Is.EqualTo(kept.Select(static k => k.Digest).Prepend(before.Digest).Take(kept.Count)));
    }

    [Test]
    public async Task a_work_reads_the_receipt_that_another_of_the_same_batch_issued()
    {
        Digest? first = null;
        using var gate = new ManualResetEventSlim();
        var blocker = Write(_ => gate.Wait(TimeSpan.FromSeconds(10)));
        var issuing = Write(s =>
        {
            var issued = s.Receipts.Issue(NewReceipt(Hash("a")));
            first = issued.Digest;
            return issued;
        });
        var undone = Write<SealedReceipt>(s =>
        {
            _ = s.Receipts.Find(first!.Value);
            throw new FormatException("undone after it was sealed early");
        });
        var reading = Write(s => s.Receipts.Get([first!.Value]).Single());
        gate.Set();
        await blocker;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(async () => await undone, Throws.TypeOf<FormatException>());
            Assert.That((await reading).Digest, Is.EqualTo((await issuing).Sealed.Digest));
            Assert.That(Store.Read(s => s.Receipts.Find(first!.Value))!.SealDigest, Is.EqualTo((await issuing).Sealed.SealDigest));
        }
    }

    [Test]
    public async Task when_the_key_does_not_sign_nothing_is_kept_and_the_store_recovers()
    {
        Sealer.Fails = true;
        Assert.That(
            async () => await Write(s =>
            {
                AddPacket(s, "a");
                return s.Receipts.Issue(NewReceipt(Hash("a")));
            }),
            Throws.TypeOf<StoreUnavailableException>());
        var whileFailing = Store.Health.Writable;
        Sealer.Fails = false;
        await Write(s => s.Receipts.Issue(NewReceipt(Hash("b"))));
        Assert.That((whileFailing, Store.Health.Writable, Store.Read(s => s.Packets.Exists(Hash("a")))), Is.EqualTo((false, true, false)));
    }

    [Test]
    public async Task a_receipt_of_another_node_is_kept_once()
    {
        var content = NewReceipt(Hash("a")) with { Issuer = Parent };
        var received = Sealer.Seal([ReceiptXml.Write(content)])[0];
        var first = await Write(s => s.Receipts.Keep(received, content, Now));
        var repeat = await Write(s => s.Receipts.Keep(received, content, Now));
        var kept = Store.Read(s => s.Receipts.ListFor(Hash("a"))).Single();
        Assert.That((first, repeat, kept.Digest, kept.Index), Is.EqualTo((true, false, received.Digest, received.Index)));
    }

    [Test]
    public async Task owed_receipts_go_out_oldest_first_and_once()
    {
        var issued = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Write(s =>
        {
            var receipt = s.Receipts.Issue(NewReceipt(Hash("p" + i)));
            s.Returns.Add(Child, receipt.Digest, Now);
            s.Returns.Add(Child, receipt.Digest, Now);
            return receipt.Digest;
        })));
        var next = Store.Read(s => s.Returns.Next(Child, 3));
        await Write(s => s.Returns.Remove(Child, [.. next.Select(static r => r.Digest)]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(next.Select(static r => r.Digest), Is.EqualTo(issued.Take(3)));
            Assert.That(Store.Read(s => s.Returns.Counts()), Is.EqualTo(new[] { (Child, 2L) }));
        }
    }

    [Test]
    public async Task owed_receipts_of_thousands_of_recipients_go_out_in_batches_that_fit_a_frame()
    {
        var recipients = Enumerable.Range(0, 8000).Select(static i => OrganId.Parse($"H37.{i / 100}.{i % 100}")).Order().Select(static o => new RecipientOutcome(o, o, true)).ToList();
        foreach (var i in Enumerable.Range(0, 40))
        {
            await Write(s =>
            {
                s.Returns.Add(Child, s.Receipts.Issue(NewReceipt(Hash("large" + i)) with { Recipients = recipients }).Digest, Now);
                return true;
            });
        }

        var first = Store.Read(s => s.Returns.Next(Child, 500));
        await Write(s => s.Returns.Remove(Child, [.. first.Select(static r => r.Digest)]));
        var second = Store.Read(s => s.Returns.Next(Child, 500));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Sum(static r => (long)r.Bytes.Length), Is.LessThanOrEqualTo(IReturns.MostBytes));
            Assert.That(first, Has.Count.InRange(2, 39));
            Assert.That(second, Is.Not.Empty);
            Assert.That(ReceiptFrame.Write(first), Has.Length.LessThan(ReceiptFrame.MaxBytes));
        }
    }

    [Test]
    public async Task missing_receipts_are_left_out_and_the_order_stays()
    {
        var (first, second) = await Write(s => (s.Receipts.Issue(NewReceipt(Hash("a"))), s.Receipts.Issue(NewReceipt(Hash("b")))));
        var got = Store.Read(s => s.Receipts.Get([second.Digest, Hash("nowhere"), first.Digest]));
        Assert.That(got.Select(static r => r.Digest), Is.EqualTo(new[] { second.Digest, first.Digest }));
    }

    [Test]
    public void an_issued_receipt_has_no_sealed_form_before_the_end()
    {
        Assert.That(async () => await Write(s => s.Receipts.Issue(NewReceipt(Hash("a"))).Sealed), Throws.InvalidOperationException);
    }
}
