using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Core.Rules;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Route: sorts a packet's recipients into those hosted here, those behind each link, and those that cannot be reached.</summary>
public sealed class RoutePacket(LiveDirectory directory, IStore store)
{
    /// <summary>Plans the way of a packet that begins here. What changes an earlier document follows it to whoever received it (REF-06).</summary>
    /// <param name="message">What the packet says.</param>
    /// <param name="at">The instant that decides which agencies are open.</param>
    public RoutePlan Plan(Message message, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Plan(message, message.ConcernedAgencies, at);
    }

    /// <summary>The same for some of those whom the packet concerns: whoever hands it in may name a part of them.</summary>
    /// <param name="message">What the packet says.</param>
    /// <param name="recipients">To whom it goes now.</param>
    /// <param name="at">The instant that decides which agencies are open.</param>
    public RoutePlan Plan(Message message, IReadOnlyList<OrganId> recipients, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(recipients);
        if (!ConcernsEarlier(message))
        {
            return Plan(recipients.Select(a => (a, directory.Routes.Find(a, at))), null);
        }

        var earlier = message is DocumentMessage document && FactsOf.TargetOf(document) is { } target ? Delivered(document.From.OrganId, target) : [];
        return Plan(recipients.Select(a => (a, directory.Routes.FindKeeper(a, earlier.GetValueOrDefault(a, a), at))), null);
    }

    /// <summary>Plans the way onward of a packet that a neighbour handed over.</summary>
    /// <param name="offered">The recipients as offered.</param>
    /// <param name="message">What the packet says; <c>null</c> while or where it cannot be read.</param>
    /// <param name="cameFrom">The neighbour that handed it over: nothing goes straight back.</param>
    /// <param name="at">The instant that decides which agencies are open.</param>
    public RoutePlan Plan(IEnumerable<DeliveryRecipient> offered, Message? message, NodeId? cameFrom, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var routes = directory.Routes;
        var earlier = message is not null && ConcernsEarlier(message);
        return Plan(offered.Select(r => (r.Addressed, earlier ? routes.FindKeeper(r.Addressed, r.Delivered, at) : routes.Find(r.Addressed, r.Delivered, at))), cameFrom);
    }

    /// <summary>Whether any of the recipients may turn out to be hosted here, whatever the packet says.</summary>
    public bool MayEndHere(IReadOnlyCollection<DeliveryRecipient> offered, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var routes = directory.Routes;
        return offered.Any(r => routes.Find(r.Addressed, r.Delivered, at) is Route.Here || routes.FindKeeper(r.Addressed, r.Delivered, at) is Route.Here);
    }

    // A replacement is a new document; recalls, updates and statuses speak of one that its recipients have already.
    private static bool ConcernsEarlier(Message message) => message is StatusMessage or DocumentMessage { Business: Recall or Update };

    private Dictionary<OrganId, OrganId> Delivered(OrganId sender, string documentId) => store.Read(session => directory.Snapshot.PredecessorsOf(sender).Prepend(sender)
        .SelectMany(s => session.Tracking.FindByDocument(s, documentId, null))
        .GroupBy(static r => r.Recipient)
        .ToDictionary(static g => g.Key, static g => g.First().Delivered));

    private RoutePlan Plan(IEnumerable<(OrganId Addressed, Route Route)> ways, NodeId? cameFrom)
    {
        var here = new List<LocalRecipient>();
        var links = new SortedDictionary<string, List<DeliveryRecipient>>(StringComparer.Ordinal);
        var refused = new List<UnroutableRecipient>();
        foreach (var (code, way) in ways)
        {
            switch (way)
            {
                case Route.Here local:
                    here.Add(new LocalRecipient(code, local.Agency));
                    break;
                case Route.Via via when via.Neighbour == cameFrom:
                    refused.Add(new UnroutableRecipient(code, "NO_ROUTE", "Danh bạ của nút này chỉ ngược lại nút vừa chuyển đến; kiểm tra danh bạ hai nút."));
                    break;
                case Route.Via via:
                    if (!links.TryGetValue(via.Neighbour.Value, out var list))
                    {
                        links[via.Neighbour.Value] = list = [];
                    }

                    list.Add(new DeliveryRecipient(code, via.Agency.Code));
                    break;
                case Route.Closed closed:
                    refused.Add(new UnroutableRecipient(
                        code,
                        "RECIPIENT_CLOSED",
                        $"Đơn vị nhận {closed.Agency.Name} ({code}) đã khóa" + (closed.Candidates.Count == 0 ? "." : "; có thể gửi tới: " + string.Join("; ", closed.Candidates.Select(static c => $"{c.Name} ({c.Code})")) + ".")));
                    break;
                case Route.Unreachable { Agency: var apart } when !ConnectionRule.IsConnected(directory.Snapshot, apart):
                    refused.Add(new UnroutableRecipient(code, "NOT_CONNECTED", $"{apart.Name} ({code}) chưa kết nối trục (danh bạ không có nút {apart.Host}): gửi giấy và vào sổ văn bản đi ('axis register enter --book di --to {code}')."));
                    break;
                case Route.Unreachable unreachable:
                    refused.Add(new UnroutableRecipient(code, "NO_ROUTE", $"Danh bạ không chỉ ra đường tới nút của {unreachable.Agency.Name} ({code}); báo quản trị nút cấp trên."));
                    break;
                case Route.Unknown unknown:
                    refused.Add(new UnroutableRecipient(
                        code,
                        "RECIPIENT_UNKNOWN",
                        $"Không có đơn vị {code} trong danh bạ" + (unknown.Nearest.Count == 0 ? "." : "; gần giống: " + string.Join("; ", unknown.Nearest.Select(static c => $"{c.Name} ({c.Code})")) + ".")));
                    break;
            }
        }

        return new RoutePlan(
            here,
            [.. links.Select(static l => new LinkRecipients(NodeId.Parse(l.Key), [.. l.Value.OrderBy(static r => r.Addressed).DistinctBy(static r => r.Addressed)]))],
            refused);
    }

    /// <summary>What this node owes a neighbour for the packet; the offer's bytes are fixed here.</summary>
    /// <param name="packet">Digest, size, kind and sender.</param>
    /// <param name="link">The neighbour and who lies behind it.</param>
    /// <param name="via">Nodes passed before this one.</param>
    /// <param name="priority">0…4.</param>
    /// <param name="at">Now.</param>
    /// <param name="dueAt">When the store should hand it out; later than now when the dispatcher gets it at once.</param>
    public Delivery Owe(PacketIdentity packet, LinkRecipients link, IReadOnlyList<NodeId> via, int priority, DateTimeOffset at, DateTimeOffset dueAt)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(link);
        var id = Guid.CreateVersion7(at);
        var offer = new Offer(id, packet.Digest, packet.Size, packet.Kind, packet.From, priority, link.Recipients, [.. via, directory.Self], directory.Versions);
        return new Delivery(id, packet.Digest, link.Neighbour, priority, link.Recipients, offer.ToCanonicalBytes(), at, DeliveryState.Waiting, 0, 0, dueAt, null, null);
    }
}

/// <summary>The ways of one packet.</summary>
public sealed record RoutePlan(IReadOnlyList<LocalRecipient> Here, IReadOnlyList<LinkRecipients> Links, IReadOnlyList<UnroutableRecipient> Refused);

/// <summary>A recipient hosted here.</summary>
public sealed record LocalRecipient(OrganId Addressed, Agency Agency);

/// <summary>The recipients behind one link, sorted, each once.</summary>
public sealed record LinkRecipients(NodeId Neighbour, IReadOnlyList<DeliveryRecipient> Recipients);

/// <summary>A recipient that cannot be reached, and why.</summary>
public sealed record UnroutableRecipient(OrganId Addressed, string Code, string Sentence);

/// <summary>What identifies a packet on its way.</summary>
public sealed record PacketIdentity(Digest Digest, long Size, PacketKind Kind, OrganId From);
