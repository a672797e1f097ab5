using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Demo;

/// <summary>Everything the story needs at hand: network, running nodes, clients, what was sent.</summary>
public sealed class DemoStage : IDisposable
{
    private readonly List<string> _packets = [];

    private DemoStage(DemoNetwork network, DemoFolders folders, IReadOnlyList<DemoNodeClients> nodes, Terminal terminal, TimeProvider time) =>
        (Network, Folders, Nodes, Terminal, Time) = (network, folders, nodes, terminal, time);

    /// <summary>The network.</summary>
    public DemoNetwork Network { get; }

    /// <summary>Where the documents are.</summary>
    public DemoFolders Folders { get; }

    /// <summary>The running nodes.</summary>
    public IReadOnlyList<DemoNodeClients> Nodes { get; }

    /// <summary>Where the story is told.</summary>
    public Terminal Terminal { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Digests of all packets made, documents and statuses, in order.</summary>
    public IReadOnlyList<string> Packets => _packets;

    /// <summary>Opens clients of all nodes.</summary>
    public static async Task<DemoStage> OpenAsync(
        DemoNetwork network, DemoFolders folders, IReadOnlyList<NodeProcess> nodes, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        var clients = new List<DemoNodeClients>();
        foreach (var node in nodes)
        {
            clients.Add(await DemoNodeClients.OpenAsync(node, network.AgenciesOn(node.Node.Id), cancellationToken).ConfigureAwait(false));
        }

        return new DemoStage(network, folders, clients, terminal, time);
    }

    /// <summary>The node that hosts an agency.</summary>
    public DemoNodeClients HostOf(string agency)
    {
        var host = Network.HostOf(agency).Id;
        return Nodes.First(n => n.Process.Node.Id == host);
    }

    /// <summary>Remembers a packet for the verification at the end.</summary>
    public void Made(string packet)
    {
        if (!_packets.Contains(packet))
        {
            _packets.Add(packet);
        }
    }

    /// <summary>The newest inbox item at an agency that is looked for.</summary>
    public async Task<InboxItemView?> FindArrivedAsync(string agency, Func<InboxItemView, bool> wanted, CancellationToken cancellationToken)
    {
        var path = Routes.Query(Routes.Path("inbox"), ("agency", agency), ("limit", 100));
        var page = await HostOf(agency).Clerk.GetAsync(path, ApiJson.Client.PageInboxItemView, cancellationToken).ConfigureAwait(false);
        return page.Items.FirstOrDefault(wanted);
    }

    /// <summary>An agency's clerk answers an item of its inbox.</summary>
    public async Task<AnswerResult> AnswerAsync(string agency, InboxItemView item, AnswerStatus answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var result = await HostOf(agency).Clerk.PostAsync(
            Routes.Path("inbox", item.Id.ToString(), "status"), answer, ApiJson.Client.AnswerStatus, ApiJson.Client.AnswerResult, cancellationToken).ConfigureAwait(false);
        Made(result.Packet);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var node in Nodes)
        {
            node.Dispose();
        }
    }
}
