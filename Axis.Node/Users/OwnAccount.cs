using System.Security.Cryptography;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>What people change about their own accounts: the password and the second factor.</summary>
internal sealed class OwnAccount(IStore store, PasswordHashes hashes, SecondFactor second, TimeProvider time)
{
    /// <summary>Replaces the password; every other session of the person ends.</summary>
    public async Task<Outcome<bool>> ChangePasswordAsync(SignedIn who, string current, string wanted, CancellationToken cancellationToken)
    {
        if (current.Length > PasswordRules.Longest || !await hashes.MatchesAsync(who.User, current, cancellationToken).ConfigureAwait(false))
        {
            return UserRefusals.Password;
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
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Switches the second factor on, once a code proves that the person's device has the secret.</summary>
    public async Task<Outcome<bool>> SwitchOnAsync(SignedIn who, byte[] secret, string code, CancellationToken cancellationToken)
    {
        if (Totp.Match(secret, code, time.GetUtcNow(), null) is not { } step)
        {
            return UserRefusals.Code;
        }

        var kept = second.Seal(who.User.Id, secret);
        CryptographicOperations.ZeroMemory(secret);
        return await ChangeAsync(who, "user-second-factor-on", (session, user, _) => session.Users.Update(user with { Totp = kept, TotpStep = step }), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Switches the second factor off; the password is asked for once more.</summary>
    public async Task<Outcome<bool>> SwitchOffAsync(SignedIn who, string current, CancellationToken cancellationToken) =>
        current.Length <= PasswordRules.Longest && await hashes.MatchesAsync(who.User, current, cancellationToken).ConfigureAwait(false)
            ? await ChangeAsync(who, "user-second-factor-off", static (session, user, _) => session.Users.Update(user with { Totp = null, TotpStep = null }), cancellationToken).ConfigureAwait(false)
            : UserRefusals.Password;

    private async Task<Outcome<bool>> ChangeAsync(SignedIn who, string kind, Action<ISession, UserRow, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await store.WriteAsync<Outcome<bool>>(
            session =>
            {
                if (session.Users.Find(who.User.Id) is not { DisabledAt: null } user || user.Password != who.User.Password)
                {
                    return UserRefusals.Password;
                }

                change(session, user, now);
                session.Journal.Append(new JournalEntry(now, kind, Actor: "user:" + user.Id));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
