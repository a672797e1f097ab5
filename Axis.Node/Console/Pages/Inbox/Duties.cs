using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Storage;

namespace Axis.Node.Console.Pages.Inbox;

/// <summary>What needs a clerk or leader first: what is overdue, what is held for a decision, what is urgent, then what is due soonest.</summary>
internal static class Duties
{
    /// <summary>Most that are shown: a longer list would be the inbox again.</summary>
    public const int Shown = 8;

    private const int Looked = 100;

    public static IReadOnlyList<Duty> First(IStore store, NodeDirectory directory, IReadOnlyCollection<OrganId>? scope, DateTimeOffset now) => store.Read(session =>
    {
        var duties = new Dictionary<Guid, Duty>();
        foreach (var deadline in session.Deadlines.ListOpen(scope, Looked))
        {
            if (!duties.ContainsKey(deadline.Subject) && session.Inbox.Find(deadline.Subject) is { State: not InboxState.Recalled } item)
            {
                duties[item.Id] = new Duty(View(session, item, directory, now), ChangeViews.View(deadline, now));
            }
        }

        foreach (var item in session.Inbox.List(scope, InboxState.Held, null, Shown))
        {
            duties.TryAdd(item.Id, new Duty(View(session, item, directory, now), null));
        }

        return (IReadOnlyList<Duty>)
        [
            .. duties.Values
                .OrderByDescending(static d => d.Overdue)
                .ThenByDescending(static d => d.Item.State == InboxViews.HeldCode)
                .ThenByDescending(static d => d.Item.Document.Priority)
                .ThenBy(static d => d.Due ?? DateTimeOffset.MaxValue)
                .Take(Shown),
        ];
    });

    private static InboxItemView View(ISession session, InboxItem item, NodeDirectory directory, DateTimeOffset now) =>
        InboxViews.Item(item, session.Packets.Find(item.Packet) ?? throw new InvalidOperationException($"Inbox item {item.Id} names a packet that is not in the store."), session, directory, now);
}
