using System.Diagnostics;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;
using Axis.TestHost;

namespace Axis.Journey.Tests.Kills;

/// <summary>
/// Four levels of node processes under steady traffic, killed one after another, in two lanes at a time: first at every named boundary, then at random moments.
/// </summary>
internal sealed class KillStorm : IAsyncDisposable
{
    private const int MostOpenPerNode = 6;
    private static readonly TimeSpan BoundaryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(120);
    private static readonly NodeSpec[] Specs = [TestNetwork.Central, TestNetwork.Province, TestNetwork.District, TestNetwork.Commune];

    private readonly KillPlan _plan;
    private readonly Dictionary<KillNode, List<Task>> _open = [];
    private readonly Random _random = new(20_260_101);
    private readonly Lock _gate = new();
    private long _started;
    private int _documents;
    private int _kills;

    private KillStorm(TestNetwork network, IReadOnlyList<KillNode> nodes, KillPlan plan)
    {
        (Network, Nodes, _plan) = (network, nodes, plan);
        foreach (var node in nodes)
        {
            _open[node] = [];
        }
    }

    public TestNetwork Network { get; }

    public IReadOnlyList<KillNode> Nodes { get; }

    /// <summary>From the last kill until nothing waited any more.</summary>
    public TimeSpan Recovery { get; private set; }

    public int Kills => _kills;

    public static async Task<KillStorm> PrepareAsync(KillPlan plan)
    {
        var network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Specs);
        var nodes = new List<KillNode>();
        foreach (var spec in Specs)
        {
            nodes.Add(await KillNode.PrepareAsync(network, spec));
        }

        return new KillStorm(network, nodes, plan);
    }

    /// <summary>All of it; afterwards no process runs, and everything that is left is in the data folders.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Nodes.Select(n => n.Process.StartAsync(null, cancellationToken)));
        _started = Stopwatch.GetTimestamp();
        using var still = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = Nodes.Select(n => KeepAnsweringAsync(n, still.Token)).ToList();

        // Neighbours fall together as often as not: each lane has every second node of the chain.
        await Task.WhenAll(LaneAsync([Nodes[0], Nodes[2]], cancellationToken), LaneAsync([Nodes[1], Nodes[3]], cancellationToken));
        var lastKill = Stopwatch.GetTimestamp();
        await Task.WhenAll(_open.Values.SelectMany(static t => t)).WaitAsync(QuietLimit, cancellationToken);
        await still.CancelAsync();
        await Task.WhenAll(answering);
        await QuietAsync(cancellationToken);
        Recovery = Stopwatch.GetElapsedTime(lastKill);
        foreach (var node in Nodes)
        {
            await node.Process.KillAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await Network.DisposeAsync();
    }

    private async Task LaneAsync(IReadOnlyList<KillNode> nodes, CancellationToken cancellationToken)
    {
        foreach (var node in nodes)
        {
            foreach (var (moment, occurrence) in _plan.Systematic())
            {
                await KillAtAsync(node, moment, occurrence, cancellationToken);
            }

            await node.Process.StartAsync(null, cancellationToken);
        }

        for (var i = 0; i < _plan.Random * _plan.Rounds * nodes.Count; i++)
        {
            await KillAtRandomAsync(nodes[Next(nodes.Count)], cancellationToken);
        }
    }

    private async Task KillAtAsync(KillNode node, string moment, int occurrence, CancellationToken cancellationToken)
    {
        await node.Process.KillAsync();
        await node.Process.StartAsync($"{moment}:{occurrence}", cancellationToken);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; !await node.Process.EndsWithinAsync(TimeSpan.FromMilliseconds(i == 0 ? 1 : 150), cancellationToken); i++)
        {
            if (Stopwatch.GetElapsedTime(started) > BoundaryLimit)
            {
                throw new InvalidOperationException($"{node.Spec.Id} did not reach {moment} number {occurrence} within {BoundaryLimit.TotalSeconds} s.\n{node.Process.Tail()}");
            }

            // Its own submissions, and what others send to it; a partial upload is always somebody else's.
            var onlyFiles = FileMoment.All.Contains(moment);
            if (moment == FileMoment.PartialWritten || i % 3 == 2)
            {
                Send(NeighbourOf(node), node, onlyFiles ? LargeBytes : SomeSize());
            }
            else
            {
                Send(node, null, onlyFiles ? MiddleBytes : SomeSize());
            }
        }

        if (!node.Process.WasKilled)
        {
            throw new InvalidOperationException($"{node.Spec.Id} ended by itself with {node.Process.ExitCode} before {moment} number {occurrence}.\n{node.Process.Tail()}");
        }

        Killed(node, moment);
    }

    private async Task KillAtRandomAsync(KillNode node, CancellationToken cancellationToken)
    {
        var others = Nodes.Where(n => n != node).ToList();
        Send(node, null, SomeSize());
        Send(others[Next(others.Count)], node, SomeSize());
        Send(others[Next(others.Count)], null, SomeSize());
        if (await node.Process.EndsWithinAsync(TimeSpan.FromMilliseconds(Next(700)), cancellationToken))
        {
            throw new InvalidOperationException($"{node.Spec.Id} ended by itself with {node.Process.ExitCode}.\n{node.Process.Tail()}");
        }

        await node.Process.KillAsync();
        Killed(node, "random");
        await node.Process.StartAsync(null, cancellationToken);
    }

    private void Killed(KillNode node, string boundary)
    {
        node.Killed(boundary);
        if (Interlocked.Increment(ref _kills) is var kills && kills % 20 == 0)
        {
            TestContext.Progress.WriteLine($"{kills} kills, {_documents} documents, {Stopwatch.GetElapsedTime(_started).TotalSeconds:0} s");
        }
    }

    private const int SmallBytes = 10_000;
    private const int MiddleBytes = 300_000;

    // More than two of the pieces in which a partial upload is written.
    private const int LargeBytes = 2_200_000;

    private int SomeSize() => Next(20) switch { 0 => LargeBytes, < 4 => MiddleBytes, _ => SmallBytes };

    private int Next(int below)
    {
        lock (_gate)
        {
            return _random.Next(below);
        }
    }

    private KillNode NeighbourOf(KillNode node)
    {
        var place = Nodes.ToList().IndexOf(node);
        return Nodes[place == 0 ? 1 : place - 1];
    }

    // Does not wait: the answer may come only from the node's next life.
    private void Send(KillNode from, KillNode? to, int size)
    {
        lock (_gate)
        {
            _open[from].RemoveAll(static t => t.IsCompletedSuccessfully);
            if (_open[from].Count >= MostOpenPerNode)
            {
                return;
            }

            var number = ++_documents;
            var sender = from.Spec.Agencies[_random.Next(from.Spec.Agencies.Count)];
            var others = Nodes.SelectMany(static n => n.Spec.Agencies).Where(a => a != sender).ToArray();
            _random.Shuffle(others);
            var recipients = to is null ? others.Take(1 + _random.Next(3)) : to.Spec.Agencies.Take(1);
            var file = new byte[size];
            _random.NextBytes(file);
            "%PDF-1.7 "u8.CopyTo(file);
            _open[from].Add(SendAsync(from, RunningNode.Fields(sender, [.. recipients], $"V/v văn bản số {number}", priority: number % 10 == 0 ? 3 : 0), file, $"storm-{number}"));
        }
    }

    private static async Task SendAsync(KillNode from, SubmitDocument fields, byte[] file, string key)
    {
        var answer = await from.Clerk.SubmitAsync(fields, file, key, CancellationToken.None);
        from.Sent.Enqueue(new SentDocument(fields.From, fields.To, answer));
    }

    private static async Task KeepAnsweringAsync(KillNode node, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await node.AnswerAsync(all: false, cancellationToken);
                await Task.Delay(300, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The storm is over; what is still unanswered is answered once it is quiet.
            return;
        }
    }

    // Quiet: twice in a row nothing waits, nothing is owed, and nobody had anything left to answer.
    private async Task QuietAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var quiet = 0;
        while (quiet < 2)
        {
            var open = new List<string>();
            foreach (var node in Nodes)
            {
                if (await node.AnswerAsync(all: true, cancellationToken) is > 0 and var answered)
                {
                    open.Add($"{node.Spec.Id} answered {answered}");
                }
            }

            foreach (var node in Nodes)
            {
                var status = await node.StatusAsync(cancellationToken);
                open.AddRange(status.Links.Where(static l => l.Waiting + l.Dead + l.ReceiptsOwed > 0)
                    .Select(l => $"{node.Spec.Id} → {l.Neighbour}: {l.Waiting} waiting, {l.Dead} dead, {l.ReceiptsOwed} receipts owed, link {l.State} {l.LastErrorCode} {l.LastError}"));
            }

            quiet = open.Count == 0 ? quiet + 1 : 0;
            if (Stopwatch.GetElapsedTime(started) > QuietLimit)
            {
                throw new InvalidOperationException($"Not quiet after {QuietLimit.TotalSeconds} s: {string.Join("; ", open)}\n{string.Join('\n', Nodes.Select(static n => n.Process.Tail()))}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }
}
