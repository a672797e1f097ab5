using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>
/// Lets people in: by name, password and, where switched on, a one-time code; or by a client certificate bound to the account. Every success and every failure of a
/// known account is journalled; wrong attempts lock the account for a while.
/// </summary>
internal sealed class SignIn(IStore store, PasswordHashes hashes, SecondFactor second, UserSessions sessions, ConsoleOptions options, TimeProvider time)
{
    /// <summary>Signs in by password.</summary>
    /// <returns>The secret for the cookie.</returns>
    public async Task<Outcome<string>> ByPasswordAsync(string name, string password, string? code, string? client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        var seen = password.Length <= PasswordRules.Longest ? store.Read(s => s.Users.FindByName(UserAccounts.Normalize(name))) : null;
        var matches = await hashes.MatchesAsync(seen, password.Length <= PasswordRules.Longest ? password : "", cancellationToken).ConfigureAwait(false);
        if (seen is null)
        {
            return UserRefusals.SignIn;
        }

        var now = time.GetUtcNow();
        return await store.WriteAsync<Outcome<string>>(
            session =>
            {
                // Read again: attempts side by side must not overlook each other's failures or use one code twice.
                if (session.Users.Find(seen.Id) is not { } user || user.DisabledAt is not null || user.LockedUntil > now || user.Password != seen.Password)
                {
                    return UserRefusals.SignIn;
                }

                var step = second.Match(user, code);
                return matches && (user.Totp is null || step is not null)
                    ? Admit(session, user with { TotpStep = step ?? user.TotpStep }, "password", client, now)
                    : Fail(session, user, now);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Signs in by a certificate whose private key the TLS handshake has proved.</summary>
    public async Task<Outcome<string>> ByCertificateAsync(X509Certificate2 certificate, string? client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var now = time.GetUtcNow();
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
        {
            return UserRefusals.Certificate;
        }

        var print = Digest.Of(certificate.RawDataMemory.Span);
        return await store.WriteAsync<Outcome<string>>(
            session => session.Users.FindByCertificate(print) is { DisabledAt: null } user ? Admit(session, user, "certificate", client, now) : UserRefusals.Certificate,
            cancellationToken).ConfigureAwait(false);
    }

    private Outcome<string> Admit(ISession session, UserRow user, string means, string? client, DateTimeOffset now)
    {
        session.Users.Update(user with { Failures = 0, LockedUntil = null, SignedInAt = now });
        session.Journal.Append(new JournalEntry(now, "user-signed-in", Actor: "user:" + user.Id, To: means));
        return sessions.Open(session, user, client, now);
    }

    private Refusal Fail(ISession session, UserRow user, DateTimeOffset now)
    {
        var failures = user.Failures + 1;
        var locks = failures >= options.MaxFailures;
        session.Users.Update(user with { Failures = locks ? 0 : failures, LockedUntil = locks ? now + TimeSpan.FromMinutes(options.LockMinutes) : null });
        session.Journal.Append(new JournalEntry(now, locks ? "user-locked" : "user-sign-in-failed", Actor: "user:" + user.Id));
        return UserRefusals.SignIn;
    }
}
