using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>
/// Asks for the password once more inside a session, before what lasts longer than the session. A session that somebody else got hold of must not be a place to try
/// passwords in: wrong ones count like those at the sign-in page, and while the account is locked none is looked at.
/// </summary>
internal sealed class PasswordProof(IStore store, PasswordHashes hashes, WrongAttempts attempts, TimeProvider time)
{
    /// <summary>What speaks against the person being the account's owner; <c>null</c> when the password is right.</summary>
    public async Task<Refusal?> CheckAsync(SignedIn who, string current, CancellationToken cancellationToken)
    {
        var user = store.Read(s => s.Users.Find(who.User.Id));
        if (user?.LockedUntil > time.GetUtcNow())
        {
            return await SayLockedAsync(user, cancellationToken).ConfigureAwait(false);
        }

        var matches = await hashes.MatchesAsync(user, current, cancellationToken).ConfigureAwait(false);

        // Read again: of attempts side by side, those after the one that locked the account must not tell whether they were right.
        var now = time.GetUtcNow();
        var after = store.Read(s => s.Users.Find(who.User.Id));
        if (after?.LockedUntil > now)
        {
            return await SayLockedAsync(after, cancellationToken).ConfigureAwait(false);
        }

        return matches ? null : await store.WriteAsync(session => Wrong(session, who, now), cancellationToken).ConfigureAwait(false);
    }

    private Refusal Wrong(ISession session, SignedIn who, DateTimeOffset now)
    {
        if (session.Users.Find(who.User.Id) is not { } user)
        {
            return UserRefusals.Password;
        }

        if (user.LockedUntil > now)
        {
            return Locked(session, user, now);
        }

        if (attempts.Count(session, user, "user-password-wrong", now))
        {
            session.Users.EndSession(who.Session.Id);
        }

        return UserRefusals.Password;
    }

    private Task<Refusal> SayLockedAsync(UserRow user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return store.WriteAsync(session => Locked(session, user, now), cancellationToken);
    }

    private static Refusal Locked(ISession session, UserRow user, DateTimeOffset now)
    {
        session.Journal.Append(new JournalEntry(now, "user-password-refused", Actor: "user:" + user.Id, To: "locked"));
        return UserRefusals.Locked(user.LockedUntil!.Value);
    }
}
