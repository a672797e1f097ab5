using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>Counts wrong passwords of an account, at the sign-in page and inside a session alike, and locks it for a while when there are too many.</summary>
internal sealed class WrongAttempts(ConsoleOptions options)
{
    /// <summary>Counts one inside a running write, and journals it.</summary>
    /// <param name="session">The write.</param>
    /// <param name="user">The account as it is now.</param>
    /// <param name="kind">What the journal calls it while the account stays open.</param>
    /// <param name="now">When.</param>
    /// <returns>Whether the account is locked by it.</returns>
    public bool Count(ISession session, UserRow user, string kind, DateTimeOffset now)
    {
        var failures = user.Failures + 1;
        var locks = failures >= options.MaxFailures;
        session.Users.Update(user with { Failures = locks ? 0 : failures, LockedUntil = locks ? now + TimeSpan.FromMinutes(options.LockMinutes) : null });
        session.Journal.Append(new JournalEntry(now, locks ? "user-locked" : kind, Actor: "user:" + user.Id));
        return locks;
    }
}
