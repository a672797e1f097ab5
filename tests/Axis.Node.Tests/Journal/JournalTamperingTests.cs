using Axis.Core.Packets;
using Axis.Node.Journal;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Axis.Node.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Journal;

/// <summary>Whoever can write the database file cannot change the journal unnoticed.</summary>
public sealed class JournalTamperingTests() : StoreContract(new SqliteEngine()), IHeadSealer
{
    private const int Entries = 520;

    public byte[] SealHead(long treeSize, Digest root, DateTimeOffset time) => root.ToArray();

    [SetUp]
    public async Task FillJournal()
    {
        await Write(s =>
        {
            for (var i = 0; i < Entries; i++)
            {
                s.Journal.Append(new JournalEntry(Now, "test-entry", Hash("p" + i), To: "state-" + i, Detail: i % 2 == 0 ? "chi tiết " + i : null));
            }
        });
        await new JournalSealer(Store, this, Clock, NullLogger<JournalSealer>.Instance).SealAsync(CancellationToken.None);
    }

    [TestCase(0)]
    [TestCase(255)]
    [TestCase(256)]
    [TestCase(519)]
    public void a_changed_leaf_is_named(int index)
    {
        Tamper($"UPDATE journal_entry SET leaf = CAST(replace(CAST(leaf AS TEXT), 'state-', 'State-') AS BLOB) WHERE seq = {index + 1}");
        Assert.That(Verify().FirstWrongIndex, Is.EqualTo(index));
    }

    [Test]
    public void a_changed_leaf_whose_hash_was_changed_with_it_is_noticed_by_its_tile_and_head()
    {
        using (var database = Database.OpenWriter(SqliteEngine.Options(Folder)))
        {
            database.Execute("DROP TRIGGER journal_entry_is_append_only");
            var leaf = database.Prepare("SELECT leaf FROM journal_entry WHERE seq = 302").Start().Single(static s => s.Blob(0))!;
            leaf[^3] ^= 1;
            database.Prepare("UPDATE journal_entry SET leaf = ?, hash = ? WHERE seq = 302").Start().With(leaf.AsSpan())
                .With(Core.Receipts.MerkleTree.HashLeaf(leaf)).Execute();
        }

        var result = Verify();
        Assert.That((result.Passed, result.SealedEntries, result.FirstWrongIndex), Is.EqualTo((false, 0L, (long?)256L)));
    }

    [Test]
    public void a_leaf_taken_out_is_named()
    {
        Tamper("DELETE FROM journal_entry WHERE seq = 101");
        Assert.That(Verify().FirstWrongIndex, Is.EqualTo(100));
    }

    [Test]
    public void an_end_cut_off_is_noticed()
    {
        Tamper("DELETE FROM journal_entry WHERE seq > 500");
        Assert.That(Verify().FirstWrongIndex, Is.EqualTo(500));
    }

    [Test]
    public void two_leaves_exchanged_are_noticed()
    {
        Tamper(
            "UPDATE journal_entry SET seq = 99999 WHERE seq = 11; UPDATE journal_entry SET seq = 11 WHERE seq = 14; UPDATE journal_entry SET seq = 14 WHERE seq = 99999");
        Assert.That(Verify().Passed, Is.False);
    }

    [Test]
    public void a_changed_detail_is_named()
    {
        Tamper("UPDATE journal_detail SET detail = 'khác' WHERE seq = 41");
        Assert.That(Verify().FirstWrongIndex, Is.EqualTo(40));
    }

    [Test]
    public void a_detail_that_vanished_without_an_entry_is_named()
    {
        Tamper("DELETE FROM journal_detail WHERE seq = 41");
        Assert.That(Verify().FirstWrongIndex, Is.EqualTo(40));
    }

    [Test]
    public void a_changed_head_is_noticed()
    {
        Tamper("UPDATE journal_head SET root = zeroblob(32)");
        Assert.That(Verify().Passed, Is.False);
    }

    [Test]
    public void the_database_itself_refuses_to_change_an_entry()
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => database.Execute("UPDATE journal_entry SET leaf = x'00'"), Throws.Exception.With.Message.Contains("append-only"));
            Assert.That(() => database.Execute("DELETE FROM journal_entry"), Throws.Exception.With.Message.Contains("append-only"));
        }
    }

    private JournalVerification Verify() =>
        new JournalVerifier(Store, static h => h.Seal.Span.SequenceEqual(h.Root.ToArray())).Verify(CancellationToken.None);

    private void Tamper(string sql)
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        database.Execute("PRAGMA foreign_keys = OFF; DROP TRIGGER journal_entry_is_append_only; DROP TRIGGER journal_entry_is_never_deleted; " + sql);
    }
}
