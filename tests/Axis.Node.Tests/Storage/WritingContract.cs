using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class WritingContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task what_was_written_is_there_after_reopening()
    {
        var row = await Write(s => AddPacket(s, "a"));
        await Reopen();
        var found = Store.Read(s => s.Packets.Find(row.Digest));
        Assert.That(found, Is.EqualTo(row).UsingPropertiesComparer());
    }

    [Test]
    public async Task a_copy_of_the_files_taken_after_the_answer_holds_the_work()
    {
        var row = await Write(s => AddPacket(s, "a"));
        var copy = Directory.CreateTempSubdirectory("axis-copy-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Folder).Where(static f => !f.EndsWith("-shm", StringComparison.Ordinal)))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            await using var other = Open(copy);
            Assert.That(other.Read(s => s.Packets.ReadInline(row.Digest)), Is.EqualTo("a"u8.ToArray()));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Test]
    public async Task a_work_that_throws_leaves_nothing_and_its_neighbours_in_the_batch_stay()
    {
        var tasks = Enumerable.Range(0, 40).Select(i => Write(s =>
        {
            var row = AddPacket(s, "p" + i);
            return i % 4 == 3 ? throw new FormatException("bad " + i) : row.Digest;
        })).ToArray();
        await Task.WhenAll(tasks.Select(static t => t.ContinueWith(static _ => { }, TaskScheduler.Default)));

        var kept = Enumerable.Range(0, 40).Where(i => Store.Read(s => s.Packets.Exists(Hash("p" + i))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Is.EqualTo(Enumerable.Range(0, 40).Where(static i => i % 4 != 3)));
            Assert.That(tasks.Where(static t => t.IsFaulted).Select(static t => t.Exception!.InnerException), Has.Exactly(10).TypeOf<FormatException>());
        }
    }

    [Test]
    public async Task the_answer_comes_only_after_the_work_is_visible_to_readers()
    {
        for (var i = 0; i < 50; i++)
        {
            var row = await Write(s => AddPacket(s, "v" + i));
            Assert.That(Store.Read(s => s.Packets.Exists(row.Digest)), Is.True);
        }
    }

    [Test]
    public async Task actions_after_the_commit_run_and_one_that_fails_does_not_hold_up_the_rest()
    {
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Write(s =>
        {
            AddPacket(s, "a");
            s.AfterCommit(static () => throw new FormatException("first"));
            s.AfterCommit(ran.SetResult);
        });
        Assert.That(async () => await ran.Task.WaitAsync(TimeSpan.FromSeconds(10)), Throws.Nothing);
    }

    [Test]
    public async Task actions_of_a_work_that_failed_never_run()
    {
        var ran = false;
        Assert.That(
            async () => await Write(s =>
            {
                s.AfterCommit(() => ran = true);
                throw new FormatException("undone");
            }),
            Throws.TypeOf<FormatException>());
        var after = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Write(s => s.AfterCommit(after.SetResult));
        await after.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(ran, Is.False);
    }

    [Test]
    public void a_work_cancelled_while_it_waits_is_not_run()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(async () => await Store.WriteAsync(s => AddPacket(s, "a"), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Store.Read(s => s.Packets.Exists(Hash("a"))), Is.False);
    }

    [Test]
    public void a_reader_cannot_write()
    {
        Assert.That(() => Store.Read(s => AddPacket(s, "a")), Throws.TypeOf<StoreUnavailableException>());
        Assert.That(Store.Read(s => s.Packets.Exists(Hash("a"))), Is.False);
    }

    [Test]
    public async Task a_reader_sees_one_unchanging_state()
    {
        await Write(s => AddPacket(s, "a"));
        var (before, after) = Store.Read(s =>
        {
            var first = s.Packets.Exists(Hash("b"));
            Write(w => AddPacket(w, "b")).GetAwaiter().GetResult();
            return (first, s.Packets.Exists(Hash("b")));
        });
        Assert.That((before, after), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task works_handed_in_together_keep_their_order()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Write(s => s.Register.Reserve(Sender, "BC", 2026, Now))));
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, 500)));
    }

    [Test]
    public void a_fault_other_than_the_named_key_is_an_error_and_no_duplicate()
    {
        // The packet of the item is not here: a violated reference, not a repeat.
        Assert.That(async () => await Write(s => s.Inbox.Add(Item(Hash("nowhere"), "c"))), Throws.Exception.With.Message.Contains("FOREIGN KEY"));
        // A second token with the same secret hash has no "repeat" at all.
        Assert.That(
            async () => await Write(s =>
            {
                s.Tokens.Add(new TokenRow("t1", "Một", Hash("s"), "clerk", [Sender], Now, null, null));
                s.Tokens.Add(new TokenRow("t2", "Hai", Hash("s"), "clerk", [Sender], Now, null, null));
            }),
            Throws.Exception.With.Message.Contains("UNIQUE"));
    }
}
