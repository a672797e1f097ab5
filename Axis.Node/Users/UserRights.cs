using Axis.Core.Agencies;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>What people may act as at a moment: their own roles, and those of colleagues they stand in for.</summary>
/// <param name="directory">Which agencies have ended, and who continues them (REF-09).</param>
public sealed class UserRights(NodeDirectory directory)
{
    // Between the account and the arrangement in an actor's id, as the journal keeps it.
    private const char Parting = '+';

    /// <summary>
    /// Whether what a person began may still be done in that person's name: the account is open, and the role, or the arrangement that lent it, still reaches the agency.
    /// What no person asked for is not judged here.
    /// </summary>
    public bool StillHolds(ISession session, Actor actor, OrganId agency, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind != "user")
        {
            return true;
        }

        var account = AccountOf(actor.TokenId);
        var standIn = account.Length < actor.TokenId.Length ? actor.TokenId[(account.Length + 1)..] : null;
        return session.Users.Find(account) is { DisabledAt: null } user
            && Choices(session, user, now).Any(c => c.Grant.Role == actor.Role && c.StandIn?.Id == standIn && ActorOf(user, c, now) is { } today && today.SpeaksFor(agency));
    }

    /// <summary>The account of an actor's id: whoever stands in for a colleague acts under an id of both.</summary>
    internal static string AccountOf(string id) => id.Split(Parting)[0];

    /// <summary>Everything the person may act as, the own roles first; empty when every agency of theirs has ended and others continue it (REF-09).</summary>
    internal List<ActingChoice> Choices(ISession session, UserRow user, DateTimeOffset now)
    {
        var choices = session.Users.Grants(user.Id).OrderBy(static g => g.Role).Select(static g => new ActingChoice(Roles.Name(g.Role), g, null, null)).ToList();
        foreach (var standIn in session.Users.StandIns(user.Id, now).Where(s => s.Substitute == user.Id && s.IsInForce(now)))
        {
            // What the absent colleague may do no longer, the substitute may not either.
            if (session.Users.Find(standIn.Absent) is { DisabledAt: null } absent && StandIns.Lent(session, standIn.Absent, user.Id, standIn.Role) is { } lent)
            {
                choices.Add(new ActingChoice($"{Roles.Name(lent.Role)}@{standIn.Id}", lent, standIn, absent.FullName));
            }
        }

        choices.RemoveAll(c => Reach(c.Grant, now) is null);
        return choices;
    }

    /// <summary>The person as the node's services know somebody who acts as that; <c>null</c> when it reaches nothing.</summary>
    internal Actor? ActorOf(UserRow user, ActingChoice choice, DateTimeOffset now) => Reach(choice.Grant, now) is { } agencies
        ? new Actor(choice.StandIn is { } s ? user.Id + Parting + s.Id : user.Id, choice.Grant.Role, agencies) { Kind = "user" }
        : null;

    private IReadOnlyList<OrganId>? Reach(UserGrant grant, DateTimeOffset now) => Inheritance.Of(directory.Current(), grant.Agencies, now);
}
