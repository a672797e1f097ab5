using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Api;
using Axis.Node.Hosting;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests.Kills;

/// <summary>
/// Nodes die with SIGKILL at every durable boundary and at random moments, under traffic. Afterwards the data folders are opened and held against what the clients
/// were told.
/// </summary>
[NonParallelizable]
public sealed class KillTests
{
    private readonly Dictionary<KillNode, WebApplication> _opened = [];
    private KillPlan _plan = null!;
    private KillStorm _storm = null!;

    [OneTimeSetUp]
    public async Task RageAsync()
    {
        _plan = KillPlan.FromEnvironment();
        _storm = await KillStorm.PrepareAsync(_plan);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(14 * _plan.Rounds));
        await _storm.RunAsync(limit.Token);
        foreach (var node in _storm.Nodes)
        {
            // Built, never started: the stores as the killed processes left them.
            _opened[node] = NodeHost.Build(_storm.Network.FolderOf(node.Spec), [], NodeComposition.Parts);
        }

        await TestContext.Progress.WriteLineAsync(KillReport.Of(_storm, StoreOf));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var app in _opened.Values)
        {
            await app.DisposeAsync();
        }

        await _storm.DisposeAsync();
    }

    [Test]
    public void every_node_died_at_every_boundary() => Assert.Multiple(() =>
    {
        Assert.That(_storm.Kills, Is.GreaterThanOrEqualTo(_plan.Least));
        foreach (var node in _storm.Nodes)
        {
            Assert.That(KillPlan.Boundaries.Where(b => !node.Kills.ContainsKey(b)), Is.Empty, node.Spec.Id);
        }
    });

    [Test]
    public void every_document_is_exactly_once_in_each_recipients_inbox()
    {
        var expected = Sent().SelectMany(static d => d.To.Select(r => (d.Answer.Packet, Recipient: r)));
        var found = _storm.Nodes.SelectMany(n => Pages(n, static (s, after) => s.Inbox.List(null, null, after, 500), static i => i.Id))
            .Select(static i => (Packet: i.Packet.ToString(), Recipient: i.Recipient.Value));

        Assert.That(Differences(expected, found), Is.Empty);
    }

    [Test]
    public void a_node_has_sent_what_it_said_and_nothing_else() => Assert.Multiple(() =>
    {
        foreach (var node in _storm.Nodes)
        {
            var found = Pages(node, static (s, after) => s.Packets.ListSubmitted(null, after, 500), static p => p.Submission!.Value).Where(static p => p.Kind == PacketKind.Document);
            Assert.That(Differences(node.Sent.Select(static d => d.Answer.Packet), found.Select(static p => p.Digest.ToString())), Is.Empty, node.Spec.Id);
        }
    });

    [Test]
    public void every_recipient_is_tracked_to_its_last_answer()
    {
        var wrong = from node in _storm.Nodes
                    from document in node.Sent
                    from row in StoreOf(node).Read(s => s.Tracking.ListFor(Digest.Parse(document.Answer.Packet)))
                    let expected = Answers.StateAfter(document.Answer.Packet, row.Recipient.Value)
                    where row.State != expected
                    select $"{document.Answer.Code} {node.Spec.Id} → {row.Recipient}: {row.State}, not {expected}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void every_consignment_and_every_answer_is_in_the_history_once()
    {
        var wrong = from node in _storm.Nodes
                    from document in node.Sent
                    from recipient in document.To
                    let history = History(node, document, recipient)
                    let expected = Answers.To(document.Answer.Packet, recipient).Prepend(nameof(ReceiptEvent.ContentConsignment)).Order().ToList()
                    where !history.SequenceEqual(expected)
                    select $"{document.Answer.Code} {node.Spec.Id} → {recipient}: {string.Join(' ', history)}, not {string.Join(' ', expected)}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void every_taken_document_has_its_one_submission_acceptance()
    {
        var wrong = from node in _storm.Nodes
                    from document in node.Sent
                    let acceptances = StoreOf(node).Read(s => s.Receipts.ListFor(Digest.Parse(document.Answer.Packet)))
                        .Where(static r => ReceiptXml.Read(r.Bytes.Span).Event == ReceiptEvent.SubmissionAcceptance).Select(static r => r.Digest.ToString()).ToList()
                    where !acceptances.SequenceEqual([document.Answer.Receipt])
                    select $"{document.Answer.Code}: {acceptances.Count}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void nothing_is_left_waiting_parked_or_owed() => Assert.Multiple(() =>
    {
        foreach (var node in _storm.Nodes)
        {
            Assert.That(StoreOf(node).Read(static s => s.Outbox.Counts()).Where(static c => c.State != DeliveryState.Acknowledged), Is.Empty, node.Spec.Id);
            Assert.That(StoreOf(node).Read(static s => s.Returns.Counts()), Is.Empty, node.Spec.Id);
            Assert.That(StoreOf(node).Read(static s => s.Quarantine.List(null, 10)), Is.Empty, node.Spec.Id);
        }
    });

    [Test]
    public void every_journal_verifies() => Assert.Multiple(() =>
    {
        foreach (var node in _storm.Nodes)
        {
            var result = _opened[node].Services.GetRequiredService<JournalCheck>().RunAsync(CancellationToken.None).GetAwaiter().GetResult();
            Assert.That(result.Ok, Is.True, $"{node.Spec.Id}: {result.Failure}");
            Assert.That(result.SealedEntries, Is.GreaterThan(0), node.Spec.Id);
        }
    });

    [Test]
    public void no_number_is_given_twice() =>
        Assert.That(Sent().GroupBy(static d => (d.From, d.Answer.Code)).Where(static g => g.Count() > 1).Select(static g => g.Key), Is.Empty);

    private static IEnumerable<string> Differences<T>(IEnumerable<T> expected, IEnumerable<T> found)
        where T : notnull
    {
        var left = found.CountBy(static f => f).ToDictionary();
        foreach (var one in expected)
        {
            if (!left.Remove(one, out var times))
            {
                yield return $"{one} is missing";
            }
            else if (times > 1)
            {
                yield return $"{one} is there {times} times";
            }
        }

        foreach (var one in left.Keys)
        {
            yield return $"{one} was never said to be taken";
        }
    }

    private IEnumerable<SentDocument> Sent() => _storm.Nodes.SelectMany(static n => n.Sent);

    private IStore StoreOf(KillNode node) => _opened[node].Services.GetRequiredService<IStore>();

    private List<string> History(KillNode node, SentDocument document, string recipient) => StoreOf(node).Read(s =>
    {
        var row = s.Tracking.ListFor(Digest.Parse(document.Answer.Packet)).Single(r => r.Recipient.Value == recipient);
        return s.Tracking.Events(row.Id).Select(static e => e.Code)
            .Where(static c => c == nameof(ReceiptEvent.ContentConsignment) || char.IsAsciiDigit(c[0])).Order().ToList();
    });

    private List<T> Pages<T>(KillNode node, Func<ISession, Guid?, IReadOnlyList<T>> page, Func<T, Guid> key)
    {
        var all = new List<T>();
        while (StoreOf(node).Read(s => page(s, all.Count == 0 ? null : key(all[^1]))) is { Count: > 0 } next)
        {
            all.AddRange(next);
        }

        return all;
    }
}
