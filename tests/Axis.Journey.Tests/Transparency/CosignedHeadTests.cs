using Axis.Core.Receipts;
using Axis.Journey.Tests.BadInput;
using Axis.Journey.Tests.Network;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Journal;
using Axis.Node.Links;
using Axis.Node.Reconciling;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Axis.Signing.Keys;
using Axis.Signing.Seals;

namespace Axis.Journey.Tests.Transparency;

/// <summary>Two nodes are each other's witnesses: what one has sealed, the other holds.</summary>
public sealed class CosignedHeadTests
{
    private TestNetwork _network;

    private RunningNode Central => _network[TestNetwork.Central];

    private RunningNode Province => _network[TestNetwork.Province];

    [SetUp]
    public async Task Start()
    {
        // The reports of the days before are made as a node starts, and each is a journal entry: made between two seals of a start, they are one head more to cosign.
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        foreach (var node in _network.Nodes.Values)
        {
            await node.RestartWithSectionAsync("\"Reports\": { \"Daily\": false, \"Monthly\": false }");
        }

        await Eventually.GetAsync(
            () => Central.Get<LinkGate>().IsOpen(Province.Get<LiveDirectory>().Self) && Province.Get<LinkGate>().IsOpen(Central.Get<LiveDirectory>().Self), static o => o, "both links are open");
    }

    [TearDown]
    public async Task Stop() => await _network.DisposeAsync();

    [Test]
    public async Task a_sealed_head_is_cosigned_by_the_neighbour_and_journalled_there()
    {
        await SealAsync(Province);

        var cosignature = Province.Store.Read(s => s.Heads.LastCosignature(s.Journal.Log().Number, Central.Get<LiveDirectory>().Self));
        var held = Central.Store.Read(s => s.Heads.HeldOf(Province.Get<LiveDirectory>().Self)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(cosignature?.TreeSize, Is.EqualTo(held.TreeSize));
            Assert.That(Entries(Central, JournalKinds.HeadCosigned), Has.Count.EqualTo(1));
            Assert.That(Entries(Province, JournalKinds.CosignatureKept), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task a_longer_head_is_cosigned_when_it_continues_the_one_held()
    {
        await SealAsync(Province);
        await WriteAsync(Province, 300);
        await SealAsync(Province);

        Assert.That(
            Central.Store.Read(s => s.Heads.HeldOf(Province.Get<LiveDirectory>().Self)).Single().TreeSize,
            Is.EqualTo(Province.Store.Read(static s => s.Journal.LastHead())!.TreeSize));
    }

    [Test]
    public async Task cosigning_alone_is_nothing_to_cosign()
    {
        for (var round = 0; round < 4; round++)
        {
            await SealAsync(Province);
            await SealAsync(Central);
        }

        Assert.That((Entries(Central, JournalKinds.HeadCosigned).Count, Entries(Province, JournalKinds.HeadCosigned).Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task a_lost_answer_is_made_up_for_from_the_head_that_is_held()
    {
        await SealAsync(Province);
        using (var database = Open(Province))
        {
            database.Execute("DELETE FROM head_cosignature");
        }

        await WriteAsync(Province, 3);
        await SealAsync(Province);

        Assert.That((Entries(Central, JournalKinds.HeadCosigned).Count, Alarms(Province).Count, Alarms(Central).Count), Is.EqualTo((2, 0, 0)));
    }

    [Test]
    public async Task an_entry_edited_with_everything_recomputed_and_sealed_anew_is_found_because_a_neighbour_holds_the_older_head()
    {
        await WriteAsync(Province, 300);
        await SealAsync(Province);
        Forge(40);

        var itself = new JournalVerifier(Province.Store, static _ => true).Verify(CancellationToken.None);
        var result = await Province.Get<JournalCheck>().RunAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(itself.Problems, Is.Empty, "the forged journal agrees with itself");
            Assert.That(result.Ok, Is.False);
            Assert.That(result.Failure, Does.Contain("trung-uong").And.Contain("đã bị sửa sau khi niêm"));
        });
    }

    [Test]
    public async Task the_same_is_found_when_the_cosignatures_were_deleted_too()
    {
        await SealAsync(Province);
        Forge(1, "DELETE FROM head_cosignature");

        Assert.That((await Province.Get<JournalCheck>().RunAsync(CancellationToken.None)).Ok, Is.False);
    }

    [Test]
    public async Task a_fork_is_an_alarm_at_both_ends()
    {
        await SealAsync(Province);
        Forge(1);
        await WriteAsync(Province, 2);
        await SealAsync(Province);

        var status = await Central.Get<StatusReport>().MakeAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(Alarms(Central).Select(static a => (a.Node.Value, a.Witness.Value)), Is.EqualTo(new[] { ("tinh", "trung-uong") }));
            Assert.That(Alarms(Province).Select(static a => (a.Node.Value, a.Witness.Value)), Is.EqualTo(new[] { ("tinh", "trung-uong") }));
            Assert.That(Entries(Central, JournalKinds.HeadFork), Has.Count.EqualTo(1));
            Assert.That(Entries(Province, JournalKinds.HeadFork), Has.Count.EqualTo(1));
            Assert.That(status.Findings.Select(static f => f.Code), Does.Contain("JOURNAL_FORK"));
        });
    }

    [Test]
    public async Task an_alarm_shows_in_readiness_without_stopping_the_node()
    {
        await SealAsync(Province);
        Forge(1);
        await WriteAsync(Province, 2);
        await SealAsync(Province);

        using var http = new HttpClient();
        using var ready = await http.GetAsync(new Uri(Central.Api, "/health/ready"));
        Assert.That((ready.IsSuccessStatusCode, await ready.Content.ReadAsStringAsync()), Is.EqualTo((true, "store: ok\ndisk: ok\nschedules: ok\njournal: 1 alarm(s), see /api/v1/status\n")));
    }

    [Test]
    public async Task a_head_that_another_node_sealed_is_not_cosigned()
    {
        await SealAsync(Central);
        using var liar = new LyingNeighbour(_network, TestNetwork.Province, TestNetwork.Central);
        var seal = Central.Store.Read(static s => s.Journal.LastHead())!.Seal;
        var log = Guid.NewGuid().ToString();

        var answer = await liar.SendAsync(
            HttpMethod.Post, "axis/1/heads", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { log, seal = seal.ToArray(), from = 0, proof = Array.Empty<string>() }));

        Assert.That((answer.Code, Central.Store.Read(s => s.Heads.FindHeld(liar.Id, log))), Is.EqualTo(("HEAD_INVALID", (HeldHead?)null)));
    }

    [Test]
    public async Task a_head_of_an_earlier_log_accuses_nobody()
    {
        await WriteAsync(Province, 300);
        await SealAsync(Province);
        var earlier = Province.Store.Read(static s => s.Journal.LastHead())!.Seal;
        await Province.Get<NodeEpoch>().RenewAsync("khôi phục", Province.Get<LiveDirectory>(), CancellationToken.None);
        await SealAsync(Province);
        using var liar = new LyingNeighbour(_network, TestNetwork.Central, TestNetwork.Province);

        var answer = await liar.SendAsync(
            HttpMethod.Put, "axis/1/heads/answer", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { outcome = HeadOutcomes.Fork, held = earlier.ToArray() }));

        Assert.That((answer.Code, Alarms(Province).Count), Is.EqualTo(((string?)null, 0)));
    }

    [Test]
    public async Task a_purge_of_details_leaves_every_proof_valid()
    {
        await WriteAsync(Province, 20);
        await SealAsync(Province);
        var purged = Province.Store.Read(static s => s.Journal.List(null, 100, null)).First(static l => l.Entry.Detail is not null).Index;

        await Province.Store.WriteAsync(s => s.Journal.PurgeDetail(purged, TimeProvider.System.GetUtcNow(), "job:retention"), CancellationToken.None);
        await SealAsync(Province);

        Assert.That((await Province.Get<JournalCheck>().RunAsync(CancellationToken.None)).Failure, Is.Null);
        Assert.That(Proves(purged), Is.True);
    }

    [Test]
    public async Task an_entry_is_shown_to_an_outsider_with_the_neighbours_signature()
    {
        await WriteAsync(Province, 5);
        await Province.Get<JournalSealer>().SealAsync(CancellationToken.None);
        await WriteAsync(Province, 300);
        await SealAsync(Province);

        Assert.That(Proves(2), Is.True);
    }

    [Test]
    public async Task an_entry_that_no_head_covers_has_no_evidence_yet()
    {
        await SealAsync(Province);
        var next = Province.Store.Read(static s => s.Journal.Size()).Appended;
        await WriteAsync(Province, 1);

        Assert.That(Province.Get<JournalProofs>().Evidence(next), Is.Null);
    }

    // What an auditor does with nothing of the node but its answer and the directory.
    private bool Proves(long index)
    {
        var evidence = Province.Get<JournalProofs>().Evidence(index)!;
        var (head, cosigned) = (evidence.Head, evidence.Cosigned.Single());
        var seals = Central.Get<SealVerifier>();
        var directory = Central.Get<LiveDirectory>().Snapshot;
        var now = TimeProvider.System.GetUtcNow();
        return MerkleTree.VerifyPath(MerkleTree.HashLeaf(evidence.Inclusion.Leaf.Span), evidence.Inclusion.Index, head.TreeSize, evidence.Inclusion.Path, head.Root)
            && seals.VerifyHead(head.Seal, directory, now) is SealValid { Head: var sealedHead } && sealedHead.Root == head.Root
            && MerkleTree.VerifyConsistency(head.TreeSize, head.Root, cosigned.Head.TreeSize, cosigned.Head.Root, cosigned.Consistency)
            && seals.VerifyCosignature(cosigned.Cosignature.Cosignature, cosigned.Head.Seal, directory, now) is SealValid { Head.Issuer.Value: "trung-uong" };
    }

    private static Task<int> SealAsync(RunningNode node) => node.Get<ISealJournal>().RunAsync(CancellationToken.None);

    private static Task<bool> WriteAsync(RunningNode node, int entries) => node.Store.WriteAsync(
        session =>
        {
            for (var i = 0; i < entries; i++)
            {
                session.Journal.Append(new JournalEntry(TimeProvider.System.GetUtcNow(), "test-entry", To: $"state-{i}", Detail: "chi tiết"));
            }

            return true;
        },
        CancellationToken.None);

    private static List<JournalEntry> Entries(RunningNode node, string kind) =>
        [.. node.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry).Where(e => e.Kind == kind)];

    private static IReadOnlyList<HeadAlarm> Alarms(RunningNode node) => node.Store.Read(static s => s.Heads.Alarms());

    private static Database Open(RunningNode node) => Database.OpenWriter(new SqliteStoreOptions { DatabasePath = Path.Combine(node.Folder, "store", "axis.db") });

    // An administrator with the database and the node's own seal key: the leaf, its hash, the tiles, the heads and their seals all fit together afterwards.
    private void Forge(int index, string? also = null)
    {
        var sealer = Province.Get<IHeadSealer>();
        using var database = Open(Province);
        database.Execute("PRAGMA foreign_keys = OFF; DROP TRIGGER journal_entry_is_append_only");
        var leaf = JournalLeafFormat.Read(database.Prepare("SELECT leaf FROM journal_entry WHERE seq = ?").Start().With(index + 1L).Single(static s => s.Blob(0)));
        var forged = JournalLeafFormat.Write(leaf.Entry with { To = "forged" }, leaf.DetailHash);
        database.Prepare("UPDATE journal_entry SET leaf = ?, hash = ? WHERE seq = ?").Start().With(forged.AsSpan()).With(MerkleTree.HashLeaf(forged)).With(index + 1L).Execute();
        var hashes = database.Prepare("SELECT hash FROM journal_entry ORDER BY seq").Start().List(static s => s.Digest(0));
        for (var tile = 0; (tile + 1) * IJournal.TileWidth <= hashes.Count; tile++)
        {
            database.Prepare("UPDATE journal_tile SET root = ? WHERE tile = ?").Start().With(MerkleTree.Root(hashes.GetRange(tile * IJournal.TileWidth, IJournal.TileWidth))).With((long)tile).Execute();
        }

        foreach (var (size, at) in database.Prepare("SELECT tree_size, at FROM journal_head").Start().List(static s => (s.Int64(0), s.Time(1))))
        {
            var root = MerkleTree.Root(hashes.GetRange(0, (int)size));
            database.Prepare("UPDATE journal_head SET root = ?, seal = ? WHERE tree_size = ?").Start().With(root).With(sealer.SealHead(size, root, at).AsSpan()).With(size).Execute();
        }

        if (also is not null)
        {
            database.Execute(also);
        }
    }
}
