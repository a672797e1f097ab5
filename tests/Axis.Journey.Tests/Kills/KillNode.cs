using System.Collections.Concurrent;
using Axis.Cli.Client;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;

namespace Axis.Journey.Tests.Kills;

/// <summary>One node of the storm: its process, its clerk and its operator.</summary>
internal sealed class KillNode : IAsyncDisposable
{
    private readonly HashSet<Guid> _seen = [];

    private KillNode(NodeSpec spec, HostProcess process, ApiClerk clerk, ApiClerk operatorOf) => (Spec, Process, Clerk, Operator) = (spec, process, clerk, operatorOf);

    public NodeSpec Spec { get; }

    public HostProcess Process { get; }

    public ApiClerk Clerk { get; }

    public ApiClerk Operator { get; }

    /// <summary>Documents that this node has said it took.</summary>
    public ConcurrentQueue<SentDocument> Sent { get; } = new();

    /// <summary>Kills by boundary.</summary>
    public ConcurrentDictionary<string, int> Kills { get; } = new();

    /// <summary>Tokens are issued as an operator would, by the node itself.</summary>
    public static async Task<KillNode> PrepareAsync(TestNetwork network, NodeSpec spec)
    {
        var node = network[spec];
        await node.StartAsync();
        var tokens = node.Get<TokenIssuer>();
        var clerk = await IssueAsync(tokens, Role.Clerk, [.. spec.Agencies.Select(OrganId.Parse)]);
        var operatorOf = await IssueAsync(tokens, Role.Operator, []);
        await node.StopAsync();
        return new KillNode(spec, new HostProcess(spec.Id, node.Folder), new ApiClerk(node.Api, clerk), new ApiClerk(node.Api, operatorOf));
    }

    /// <summary>Answers what lies in the inboxes and is to be answered.</summary>
    /// <param name="all">Every page; otherwise the newest only.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many items were answered.</returns>
    public async Task<int> AnswerAsync(bool all, CancellationToken cancellationToken)
    {
        var answered = 0;
        string? after = null;
        do
        {
            var page = await Clerk.GetAsync($"/api/v1/inbox?limit=200{(after is null ? "" : "&after=" + after)}", ApiJson.Client.PageInboxItemView, cancellationToken);
            foreach (var item in page.Items.Where(i => !_seen.Contains(i.Id)))
            {
                var codes = Answers.To(item.Packet, item.Recipient);
                foreach (var code in codes)
                {
                    await Clerk.AnswerAsync(item.Id, Answers.Status(code), cancellationToken);
                }

                answered += codes.Count > 0 ? 1 : 0;
                _seen.Add(item.Id);
            }

            after = page.Next;
        }
        while (all && after is not null);
        return answered;
    }

    public Task<NodeStatus> StatusAsync(CancellationToken cancellationToken) => Operator.GetAsync("/api/v1/status", ApiJson.Client.NodeStatus, cancellationToken);

    public void Killed(string boundary) => Kills.AddOrUpdate(boundary, 1, static (_, n) => n + 1);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Clerk.Dispose();
        Operator.Dispose();
    }

    private static async Task<string> IssueAsync(TokenIssuer tokens, Role role, IReadOnlyList<OrganId> agencies) =>
        await tokens.IssueAsync("storm", role, agencies, null, "test", CancellationToken.None) is Done<IssuedToken> done
            ? done.Value.Token
            : throw new InvalidOperationException("No token.");
}

/// <summary>A document that a node said it took.</summary>
internal sealed record SentDocument(string From, IReadOnlyList<string> To, SubmitAnswer Answer);
