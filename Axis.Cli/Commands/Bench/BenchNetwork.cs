using Axis.Cli.Client;
using Axis.Cli.Commands.Demo;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Bench;

/// <summary>A chain of real node processes with real keys, SQLite files and mutual TLS: central, province, and a commune where wanted.</summary>
public sealed class BenchNetwork : IAsyncDisposable
{
    /// <summary>Receiver of every document.</summary>
    public const string Central = "G98";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly (DemoNode Node, DemoAgency Agency)[] Chain =
    [
        (new DemoNode("bench-tw", "Nút trung ương (đo)", Tier.Central, null, false), new DemoAgency(Central, "Cơ quan trung ương (đo)", Tier.Central, null, "bench-tw")),
        (new DemoNode("bench-tinh", "Nút tỉnh (đo)", Tier.Province, "bench-tw", false), new DemoAgency("H98", "UBND tỉnh (đo)", Tier.Province, null, "bench-tinh")),
        (new DemoNode("bench-xa", "Nút xã (đo)", Tier.Commune, "bench-tinh", false), new DemoAgency("H98.61", "UBND xã (đo)", Tier.Commune, "H98", "bench-xa")),
    ];

    private readonly string _root;
    private readonly TimeProvider _time;
    private DemoNodeClients? _sender;
    private DemoNodeClients? _receiver;

    private BenchNetwork(string root, IReadOnlyList<NodeProcess> nodes, string senderAgency, TimeProvider time) =>
        (_root, Nodes, SenderAgency, _time) = (root, nodes, senderAgency, time);

    /// <summary>The nodes from the receiver to the sender.</summary>
    public IReadOnlyList<NodeProcess> Nodes { get; }

    /// <summary>The central node.</summary>
    public NodeProcess Receiver => Nodes[0];

    /// <summary>The node at the other end.</summary>
    public NodeProcess Sender => Nodes[^1];

    /// <summary>Code of the sending agency.</summary>
    public string SenderAgency { get; }

    /// <summary>Clients of the sending node; after <see cref="OpenSenderAsync"/>.</summary>
    public DemoNodeClients SenderClients => _sender ?? throw new InvalidOperationException("The sender's clients are not open.");

    /// <summary>Clients of the central node; after <see cref="OpenReceiverAsync"/>.</summary>
    public DemoNodeClients ReceiverClients => _receiver ?? throw new InvalidOperationException("The receiver's clients are not open.");

    /// <summary>Folder of the network's development CA.</summary>
    public string CaFolder => DemoSetup.AuthorityFolder(_root);

    /// <summary>Makes the data folders; nothing runs yet.</summary>
    /// <param name="nodes">2 or 3.</param>
    /// <param name="agencyAlgorithm">Algorithm of the agencies' keys.</param>
    /// <param name="authorities">Authorities outside of the network that its nodes ask; <c>null</c> = none, and the directory carries a revocation list.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<BenchNetwork> MakeAsync(
        int nodes, SignatureAlgorithm agencyAlgorithm, BenchAuthorities? authorities, TimeProvider time, CancellationToken cancellationToken)
    {
        var chain = Chain[..nodes];
        var network = new DemoNetwork("Mạng đo tốc độ", "h98", [.. chain.Select(static c => c.Node)], [.. chain.Select(static c => c.Agency)], []) { HasRevocationList = authorities is null };
        var root = Directory.CreateTempSubdirectory("docaxis-bench-").FullName;
        try
        {
            var processes = await DemoSetup.MakeAsync(network, root, agencyAlgorithm, services: null, time, cancellationToken).ConfigureAwait(false);
            foreach (var (key, value) in authorities?.Settings ?? [])
            {
                foreach (var process in processes)
                {
                    process.Settings[key] = value;
                }
            }

            return new BenchNetwork(root, processes, chain[^1].Agency.Code, time);
        }
        catch
        {
            Directory.Delete(root, recursive: true);
            throw;
        }
    }

    /// <summary>Makes and starts all nodes and opens the sender's clients.</summary>
    public static async Task<BenchNetwork> StartAsync(
        int nodes, SignatureAlgorithm agencyAlgorithm, BenchAuthorities? authorities, TimeProvider time, CancellationToken cancellationToken)
    {
        var network = await MakeAsync(nodes, agencyAlgorithm, authorities, time, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var node in network.Nodes)
            {
                await network.StartAsync(node, cancellationToken).ConfigureAwait(false);
            }

            await network.OpenSenderAsync(cancellationToken).ConfigureAwait(false);
            return network;
        }
        catch
        {
            await network.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts one node and waits until it is ready.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync(NodeProcess node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var start = _time.GetTimestamp();
        node.Start();
        await node.WaitUntilReadyAsync(http, StartTimeout, _time, cancellationToken).ConfigureAwait(false);
        return _time.GetElapsedTime(start);
    }

    /// <summary>Asks the running sender for a clerk's token.</summary>
    public async Task OpenSenderAsync(CancellationToken cancellationToken) => _sender = await OpenAsync(Sender, cancellationToken).ConfigureAwait(false);

    /// <summary>Asks the running central node for a clerk's token.</summary>
    public async Task OpenReceiverAsync(CancellationToken cancellationToken) => _receiver = await OpenAsync(Receiver, cancellationToken).ConfigureAwait(false);

    /// <summary>Begins a measurement: peaks of memory and processor time count from here.</summary>
    public ProcessMeter Meter() => new([.. Nodes.Select(static n => (n.Node.Id, n.Pid ?? 0)), ("axis bench", Environment.ProcessId)]);

    /// <summary>Deliveries of the sender that still wait for their receipt.</summary>
    public async Task<long> WaitingAsync(CancellationToken cancellationToken)
    {
        var queue = await SenderClients.Operator.GetAsync(Routes.Query(Routes.Path("queue"), ("limit", 1)), ApiJson.Client.QueueView, cancellationToken).ConfigureAwait(false);
        return queue.Counts.Where(static c => c.State == "waiting").Sum(static c => c.Count);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _sender?.Dispose();
        _receiver?.Dispose();
        await Task.WhenAll(Nodes.Select(static n => n.DisposeAsync().AsTask())).ConfigureAwait(false);
        Directory.Delete(_root, recursive: true);
    }

    private static Task<DemoNodeClients> OpenAsync(NodeProcess node, CancellationToken cancellationToken) =>
        DemoNodeClients.OpenAsync(node, Chain.Select(static c => c.Agency).Where(a => a.Node == node.Node.Id), cancellationToken);
}
