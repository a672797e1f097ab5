using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Journal;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Journal;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class JournalContract(StoreEngine engine) : StoreContract(engine), IHeadSealer
{
    public byte[] SealHead(long treeSize, Digest root, DateTimeOffset time) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{treeSize} {root} {time:O}"));

    [Test]
    public async Task an_entry_is_read_back_as_it_was_appended()
    {
        var entry = new JournalEntry(Now, "delivery-acknowledged", Hash("p"), Hash("r"), NextId(), "H41.02", "token:1", "waiting", "acknowledged", "Nguyễn Văn A, về việc B");
        await Write(s => s.Journal.Append(entry));
        Assert.That(Store.Read(s => s.Journal.List(null, 10, Hash("p")).Single()), Is.EqualTo(new JournalLine(0, entry)));
    }

    [Test]
    public async Task a_leaf_holds_no_detail()
    {
        await Write(s => s.Journal.Append(Entry(0) with { Detail = "Nguyễn Văn A" }));
        var leaf = System.Text.Encoding.UTF8.GetString(Store.Read(s => s.Journal.Leaves(0, 1)[0].Bytes.Span.ToArray()));
        Assert.That(leaf, Does.Not.Contain("Nguyễn").And.Contain("\"detail\":\""));
    }

    [Test]
    public async Task an_undone_work_leaves_no_gap_in_the_log()
    {
        var tasks = Enumerable.Range(0, 30).Select(i => Write(s =>
        {
            s.Journal.Append(Entry(i));
            if (i % 3 == 0)
            {
                throw new FormatException("undone");
            }
        })).ToArray();
        await Task.WhenAll(tasks.Select(static t => t.ContinueWith(static _ => { }, TaskScheduler.Default)));
        Assert.That(Store.Read(s => s.Journal.Leaves(0, 100)).Select(static l => l.Index), Is.EqualTo(Enumerable.Range(0, 20)));
    }

    [Test]
    public async Task lines_page_by_index_newest_first()
    {
        await Append(25);
        var first = Store.Read(s => s.Journal.List(null, 10, null));
        var second = Store.Read(s => s.Journal.List(first[^1].Index, 10, null));
        Assert.That(first.Concat(second).Select(static l => l.Index), Is.EqualTo(Enumerable.Range(5, 20).Reverse()));
    }

    [Test]
    public async Task sealing_covers_what_was_appended_and_has_nothing_to_do_twice()
    {
        await Append(300);
        var head = await Seal();
        var again = await Seal();
        var leaves = Store.Read(s => s.Journal.Leaves(0, 1000)).Select(static l => MerkleTree.HashLeaf(l.Bytes.Span)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((head!.TreeSize, head.Root), Is.EqualTo((300L, MerkleTree.Root(leaves))));
            Assert.That(again, Is.Null);
        }
    }

    [Test]
    public async Task a_receipt_names_the_last_sealed_head()
    {
        await Append(3);
        var head = await Seal();
        var issued = await Write(s => s.Receipts.Issue(NewReceipt(Hash("a"))));
        Assert.That(ReceiptXml.Read(issued.Sealed.Bytes.Span).JournalHead, Is.EqualTo(head!.Root));
    }

    [TestCase(1, 2)]
    [TestCase(255, 257)]
    [TestCase(256, 1025)]
    [TestCase(700, 1100)]
    public async Task proofs_across_tiles_verify_against_their_heads(int oldSize, int newSize)
    {
        await Append(oldSize);
        var old = await Seal();
        await Append(newSize - oldSize);
        var head = await Seal();
        var proofs = new JournalProofs(Store);
        var consistency = proofs.Consistency(oldSize, newSize)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(MerkleTree.VerifyConsistency(oldSize, old!.Root, newSize, head!.Root, consistency), Is.True);
            foreach (var index in new[] { 0, oldSize - 1, oldSize, newSize / 2, newSize - 1 })
            {
                var proof = proofs.Inclusion(index, newSize)!;
                Assert.That(MerkleTree.VerifyPath(MerkleTree.HashLeaf(proof.Leaf.Span), index, newSize, proof.Path, head.Root), Is.True, $"entry {index}");
            }
        }
    }

    [Test]
    public async Task there_is_no_proof_beyond_the_log()
    {
        await Append(3);
        var proofs = new JournalProofs(Store);
        Assert.That((proofs.Inclusion(3, 4), proofs.Inclusion(2, 2), proofs.Consistency(1, 4)), Is.EqualTo(((InclusionProof?)null, (InclusionProof?)null, (IReadOnlyList<Digest>?)null)));
    }

    [Test]
    public async Task an_untouched_journal_verifies()
    {
        await Append(600);
        await Seal();
        await Append(10);
        var result = Verify();
        Assert.That((result.Passed, result.Entries, result.SealedEntries, result.Heads), Is.EqualTo((true, 610L, 600L, 1)));
    }

    [Test]
    public async Task a_purged_detail_leaves_every_proof_valid_and_is_an_entry_itself()
    {
        await Write(s => s.Journal.Append(Entry(0) with { Detail = "Nguyễn Văn A" }));
        var head = await Seal();
        var first = await Write(s => s.Journal.PurgeDetail(0, Now, "job:retention"));
        var second = await Write(s => s.Journal.PurgeDetail(0, Now, "job:retention"));
        var proof = new JournalProofs(Store).Inclusion(0, 1)!;
        var result = Verify();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first, second), Is.EqualTo((true, false)));
            Assert.That(MerkleTree.VerifyPath(MerkleTree.HashLeaf(proof.Leaf.Span), 0, 1, proof.Path, head!.Root), Is.True);
            Assert.That((result.Passed, result.PurgedDetails, result.Entries), Is.EqualTo((true, 1L, 2L)));
            Assert.That(Store.Read(s => s.Journal.List(null, 10, null)).Select(static l => l.Entry.Detail), Is.All.Null);
        }
    }

    [Test]
    public async Task a_head_whose_seal_is_wrong_is_noticed()
    {
        await Append(3);
        await Seal();
        Assert.That(new JournalVerifier(Store, static _ => false).Verify(CancellationToken.None).Passed, Is.False);
    }

    [Test]
    public async Task a_new_log_begins_with_the_next_entry_and_the_old_one_keeps_its_proofs()
    {
        await Write(s => s.Journal.StartLog("first", Now));
        await Append(300);
        var old = await Seal();
        await Append(3);
        await Write(s => s.Journal.StartLog("second", Now));
        await Append(5);
        var head = await Seal();
        var evidence = new JournalProofs(Store).Evidence(2)!;
        var later = new JournalProofs(Store).Evidence(305)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Store.Read(static s => s.Journal.Logs()).Select(static l => (l.Epoch, l.FirstIndex)), Is.EqualTo(new[] { ("first", 0L), ("second", 303L) }));
            Assert.That((Store.Read(static s => s.Journal.Size()), head!.TreeSize), Is.EqualTo((new JournalSize(5, 5), 5L)));
            Assert.That(Store.Read(static s => s.Journal.In(s.Journal.Logs()[0]).Size()), Is.EqualTo(new JournalSize(303, 300)));
            Assert.That(MerkleTree.VerifyPath(MerkleTree.HashLeaf(evidence.Inclusion.Leaf.Span), 2, 300, evidence.Inclusion.Path, old!.Root), Is.True);
            Assert.That(MerkleTree.VerifyPath(MerkleTree.HashLeaf(later.Inclusion.Leaf.Span), 2, 5, later.Inclusion.Path, head.Root), Is.True);
            Assert.That(Verify() is { Passed: true, Entries: 308, SealedEntries: 305, Heads: 2 }, Is.True);
        }
    }

    [Test]
    public async Task a_detail_of_an_earlier_log_may_be_purged_in_a_later_one()
    {
        await Write(s => s.Journal.StartLog("first", Now));
        await Write(s => s.Journal.Append(Entry(0) with { Detail = "Nguyễn Văn A" }));
        await Write(s => s.Journal.StartLog("second", Now));
        await Write(s => s.Journal.PurgeDetail(0, Now, "job:retention"));
        Assert.That(Verify() is { Passed: true, PurgedDetails: 1 }, Is.True);
    }

    [Test]
    public async Task a_head_that_a_witness_holds_and_the_log_does_not_lead_to_is_named()
    {
        await Write(s => s.Journal.StartLog("first", Now));
        await Append(10);
        var result = new JournalVerifier(Store, static _ => true).Verify([new WitnessedHead(Parent, "first", 7, Hash("another root"))], CancellationToken.None);
        Assert.That(result.Problems.Single(), Does.Contain(Parent.Value).And.Contain("7"));
    }

    [TestCase("first", 11)]
    [TestCase("gone", 3)]
    public async Task a_witness_that_holds_more_than_there_is_is_named(string log, long size)
    {
        await Write(s => s.Journal.StartLog("first", Now));
        await Append(10);
        var result = new JournalVerifier(Store, static _ => true).Verify([new WitnessedHead(Parent, log, size, Hash("root"))], CancellationToken.None);
        Assert.That(result.Passed, Is.False);
    }

    private JournalVerification Verify() =>
        new JournalVerifier(Store, h => h.Seal.Span.SequenceEqual(SealHead(h.TreeSize, h.Root, h.At))).Verify(CancellationToken.None);

    private Task<JournalHead?> Seal() => new JournalSealer(Store, this, Clock, NullLogger<JournalSealer>.Instance).SealAsync(CancellationToken.None);

    private JournalEntry Entry(int i) => new(Now, "test-entry", Hash("p" + i), To: "state-" + i);

    private Task Append(int count) => Write(s =>
    {
        for (var i = 0; i < count; i++)
        {
            s.Journal.Append(Entry(i));
        }
    });
}
