using System.Security.Cryptography;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>What people change about their own accounts: the password and the second factor.</summary>
internal sealed class OwnAccount(IStore store, PasswordHashes hashes, SecondFactor second, PasswordProof proof, TimeProvider time)
{
    /// <summary>Replaces the password; every other session of the person ends.</summary>
    public async Task<Outcome<bool>> ChangePasswordAsync(SignedIn who, string current, string wanted, CancellationToken cancellationToken)
    {
        if (await proof.CheckAsync(who, current, cancellationToken).ConfigureAwait(false) is { } wrong)
        {
            return wrong;
        }

        if (PasswordRules.Check(wanted, who.User.Name) is { } weak)
        {
            return weak;
        }

        if (await hashes.MatchesAsync(who.User, wanted, cancellationToken).ConfigureAwait(false))
        {
            return UserRefusals.Field("password", "PASSWORD_RULE", "Mật khẩu mới phải khác mật khẩu hiện tại.", "The new password must differ from the present one.");
        }

        var hash = await hashes.HashAsync(wanted, cancellationToken).ConfigureAwait(false);
        return await ChangeAsync(
            who,
            "user-password-changed",
            (session, user, now) =>
            {
                session.Users.Update(user with { Password = hash, MustChange = false, PasswordAt = now });
                session.Users.EndSessions(user.Id, who.Session.Id);
                return null;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Switches the second factor on, once the password proves the person and a code that the person's device has the secret; every other session of the person ends. One
    /// that is on is not replaced: it is switched off first.
    /// </summary>
    public async Task<Outcome<bool>> SwitchOnAsync(SignedIn who, string current, byte[] secret, string code, CancellationToken cancellationToken)
    {
        if (await proof.CheckAsync(who, current, cancellationToken).ConfigureAwait(false) is { } wrong)
        {
            return wrong;
        }

        if (Totp.Match(secret, code, time.GetUtcNow(), null) is not { } step)
        {
            return UserRefusals.Code;
        }

        var kept = second.Seal(who.User.Id, secret);
        CryptographicOperations.ZeroMemory(secret);
        return await ChangeAsync(
            who,
            "user-second-factor-on",
            (session, user, _) =>
            {
                if (user.Totp is not null)
                {
                    return UserRefusals.FactorOn;
                }

                session.Users.Update(user with { Totp = kept, TotpStep = step });
                session.Users.EndSessions(user.Id, who.Session.Id);
                return null;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Switches the second factor off; the password is asked for once more, and every other session of the person ends.</summary>
    public async Task<Outcome<bool>> SwitchOffAsync(SignedIn who, string current, CancellationToken cancellationToken) =>
        await proof.CheckAsync(who, current, cancellationToken).ConfigureAwait(false) is { } wrong
            ? wrong
            : await ChangeAsync(
                who,
                "user-second-factor-off",
                (session, user, _) =>
                {
                    session.Users.Update(user with { Totp = null, TotpStep = null });
                    session.Users.EndSessions(user.Id, who.Session.Id);
                    return null;
                },
                cancellationToken).ConfigureAwait(false);

    /// <summary>The person has read that what they may do has changed; a change after the one that was shown is still told.</summary>
    public Task<bool> RightsReadAsync(SignedIn who, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return store.WriteAsync(
            session =>
            {
                if (who.User.RightsAt is not { } shown || session.Users.Find(who.User.Id) is not { } user || user.RightsAt != shown)
                {
                    return false;
                }

                session.Users.Update(user with { RightsAt = null });
                session.Journal.Append(new JournalEntry(now, "user-rights-read", Actor: "user:" + user.Id));
                return true;
            },
            cancellationToken);
    }

    private async Task<Outcome<bool>> ChangeAsync(SignedIn who, string kind, Func<ISession, UserRow, DateTimeOffset, Refusal?> change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await store.WriteAsync<Outcome<bool>>(
            session =>
            {
                if (session.Users.Find(who.User.Id) is not { DisabledAt: null } user || user.Password != who.User.Password)
                {
                    return UserRefusals.Password;
                }

                if (user.LockedUntil > now)
                {
                    return UserRefusals.Locked(user.LockedUntil.Value);
                }

                if (change(session, user with { Failures = 0 }, now) is { } refused)
                {
                    return refused;
                }

                session.Journal.Append(new JournalEntry(now, kind, Actor: "user:" + user.Id));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
