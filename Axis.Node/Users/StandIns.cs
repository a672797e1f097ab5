using System.Security.Cryptography;
using Axis.Core.Routing;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>
/// A colleague stands in for an absent one (uỷ quyền): the absent person lends one role for a time, and nobody else can. What the substitute then does is journalled
/// under the substitute's own id together with the arrangement's.
/// </summary>
internal sealed class StandIns(IStore store, PasswordProof proof, TimeProvider time)
{
    /// <summary>Longest arrangement, in days.</summary>
    public const int MaxDays = 90;

    private const int IdLength = 8;
    private const int MaxReason = 200;
    private const string IdAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Colleagues who could stand in: active people who serve one of the same agencies.</summary>
    public IReadOnlyList<UserRow> Colleagues(SignedIn who) => store.Read(session =>
    {
        var agencies = session.Users.Grants(who.User.Id).SelectMany(static g => g.Agencies).ToHashSet();
        return (IReadOnlyList<UserRow>)[.. session.Users.List().Where(u => u.Id != who.User.Id && u.DisabledAt is null && session.Users.Grants(u.Id).Any(g => g.Agencies.Any(agencies.Contains))).OrderBy(static u => u.FullName, VietnameseOrder.Comparer)];
    });

    /// <summary>Arrangements on either side that are not over.</summary>
    public IReadOnlyList<(StandInRow Row, UserRow Absent, UserRow Substitute)> List(SignedIn who)
    {
        var now = time.GetUtcNow();
        return store.Read(session => (IReadOnlyList<(StandInRow, UserRow, UserRow)>)[.. session.Users.StandIns(who.User.Id, now).Select(r => (r, session.Users.Find(r.Absent)!, session.Users.Find(r.Substitute)!))]);
    }

    /// <summary>What an absent colleague's role gives a substitute: the agencies that both serve, and no other; <c>null</c> when there is none.</summary>
    public static UserGrant? Lent(ISession session, string absent, string substitute, Role role)
    {
        var known = session.Users.Grants(substitute).SelectMany(static g => g.Agencies).ToHashSet();
        return session.Users.Grants(absent).FirstOrDefault(g => g.Role == role) is { } own && own.Agencies.Where(known.Contains).ToList() is { Count: > 0 } shared
            ? own with { Agencies = shared }
            : null;
    }

    /// <summary>Arrangements of everybody that are not over, newest first.</summary>
    public IReadOnlyList<(StandInRow Row, UserRow Absent, UserRow Substitute)> All()
    {
        var now = time.GetUtcNow();
        return store.Read(session => (IReadOnlyList<(StandInRow, UserRow, UserRow)>)[.. session.Users.AllStandIns(now).Select(r => (r, session.Users.Find(r.Absent)!, session.Users.Find(r.Substitute)!))]);
    }

    /// <summary>Ends everything that a person has lent, inside a running write; each is journalled.</summary>
    public static void EndLent(ISession session, string absent, string actor, DateTimeOffset now)
    {
        foreach (var row in session.Users.StandIns(absent, now).Where(r => r.Absent == absent))
        {
            End(session, row, now);
            session.Journal.Append(new JournalEntry(now, "stand-in-ended", Actor: actor, Detail: row.Id));
        }
    }

    /// <summary>Lends a role of one's own. It outlasts the session, so the password is asked for once more: an open browser is not enough.</summary>
    public async Task<Outcome<StandInRow>> LendAsync(SignedIn who, string current, string substitute, Role role, DateTimeOffset from, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var start = from > now ? from : now;
        if (until <= start || until - start > TimeSpan.FromDays(MaxDays))
        {
            return UserRefusals.Field("until", "STAND_IN_TIME", $"Thời hạn uỷ quyền phải ở tương lai và không quá {MaxDays} ngày.", $"A stand-in ends in the future and lasts at most {MaxDays} days.");
        }

        if (reason.Trim().Length is 0 or > MaxReason)
        {
            return UserRefusals.Field("reason", "STAND_IN_REASON", $"Lý do uỷ quyền có từ 1 đến {MaxReason} ký tự.", $"A reason has 1 to {MaxReason} characters.");
        }

        if (role is not (Role.Clerk or Role.Leader) || !who.Choices.Any(c => c.StandIn is null && c.Grant.Role == role))
        {
            return UserRefusals.Field("role", "STAND_IN_ROLE", "Chỉ uỷ quyền được vai trò văn thư hoặc lãnh đạo của chính mình.", "Only one's own role as clerk or leader can be lent.");
        }

        if (await proof.CheckAsync(who, current, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        return await store.WriteAsync<Outcome<StandInRow>>(
            session =>
            {
                if (session.Users.FindByName(UserAccounts.Normalize(substitute)) is not { DisabledAt: null } other || other.Id == who.User.Id || Lent(session, who.User.Id, other.Id, role) is null)
                {
                    return UserRefusals.Field("substitute", "STAND_IN_WHO", "Người được uỷ quyền phải là đồng nghiệp đang hoạt động của cùng cơ quan.", "The substitute must be an active colleague of the same agency.");
                }

                var row = new StandInRow(RandomNumberGenerator.GetString(IdAlphabet, IdLength), who.User.Id, other.Id, role, reason.Trim(), start, until, now, null);
                session.Users.AddStandIn(row);
                session.Users.Update(other with { RightsAt = now });
                session.Journal.Append(new JournalEntry(now, "stand-in-made", Actor: "user:" + who.User.Id, From: Roles.Name(role), To: "user:" + other.Id, Detail: $"{row.Id}: {row.Reason}"));
                return row;
            },
            cancellationToken).ConfigureAwait(false);
    }

    // The substitute is told as well, for it is the substitute's permissions that change.
    private static void End(ISession session, StandInRow row, DateTimeOffset now)
    {
        session.Users.EndStandIn(row.Id, now);
        session.Users.Update(session.Users.Find(row.Substitute)! with { RightsAt = now });
    }

    /// <summary>Ends an arrangement early; either side may.</summary>
    public Task<Outcome<StandInRow>> EndAsync(SignedIn who, string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return store.WriteAsync<Outcome<StandInRow>>(
            session =>
            {
                if (session.Users.FindStandIn(id) is not { EndedAt: null } row || (row.Absent != who.User.Id && row.Substitute != who.User.Id))
                {
                    return new Refusal(RefusalKind.NotFound, "STAND_IN_UNKNOWN", "Không có uỷ quyền này.", "No such stand-in.");
                }

                End(session, row, now);
                session.Journal.Append(new JournalEntry(now, "stand-in-ended", Actor: "user:" + who.User.Id, Detail: id));
                return row with { EndedAt = now };
            },
            cancellationToken);
    }
}
