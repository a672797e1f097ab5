using System.Net;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>
/// Lets people in: by name, password and, where switched on, a one-time code; or by a client certificate bound to the account. Every success and every failure of a
/// known account is journalled; wrong attempts lock the account for a while, and many from one address shut that address out for a while.
/// </summary>
internal sealed class SignIn(IStore store, PasswordHashes hashes, SecondFactor second, UserSessions sessions, WrongAttempts attempts, AddressThrottle addresses, TimeProvider time)
{
    private static readonly TimeSpan RefusedEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Signs in by password.</summary>
    /// <returns>The secret for the cookie.</returns>
    /// <exception cref="RefusedException">Too many wait to be looked at.</exception>
    public async Task<Outcome<string>> ByPasswordAsync(string name, string password, string? code, string? client, IPAddress? remote, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        if (addresses.IsShut(remote))
        {
            return UserRefusals.Address;
        }

        var began = time.GetTimestamp();
        var answer = await TryAsync(name, password, code, client, cancellationToken).ConfigureAwait(false);
        if (answer is Refused<string>)
        {
            addresses.Count(remote);

            // What is written for a known name takes time; answered on the stroke, a refusal does not tell by it which names exist.
            var over = time.GetElapsedTime(began).Ticks % RefusedEvery.Ticks;
            await Task.Delay(TimeSpan.FromTicks(RefusedEvery.Ticks - over), time, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>Signs in by a certificate whose private key the TLS handshake has proved.</summary>
    public async Task<Outcome<string>> ByCertificateAsync(X509Certificate2 certificate, string? client, IPAddress? remote, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (addresses.IsShut(remote))
        {
            return UserRefusals.Address;
        }

        var now = time.GetUtcNow();
        var expired = now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime();
        var print = Digest.Of(certificate.RawDataMemory.Span);
        var answer = await store.WriteAsync<Outcome<string>>(
            session =>
            {
                var user = session.Users.FindByCertificate(print);
                if (user is { DisabledAt: null } && !expired)
                {
                    return Admit(session, user, "certificate", client, now);
                }

                var why = user is null ? "unknown" : expired ? "expired" : "disabled";
                session.Journal.Append(new JournalEntry(now, "user-certificate-refused", Actor: user is null ? null : "user:" + user.Id, To: why, Detail: print.ToString()));
                return UserRefusals.Certificate;
            },
            cancellationToken).ConfigureAwait(false);
        if (answer is Refused<string>)
        {
            addresses.Count(remote);
        }

        return answer;
    }

    private async Task<Outcome<string>> TryAsync(string name, string password, string? code, string? client, CancellationToken cancellationToken)
    {
        var seen = store.Read(s => s.Users.FindByName(UserAccounts.Normalize(name)));
        var matches = await hashes.MatchesAsync(seen, password, cancellationToken).ConfigureAwait(false);
        if (seen is null)
        {
            return UserRefusals.SignIn;
        }

        var now = time.GetUtcNow();
        return await store.WriteAsync<Outcome<string>>(
            session =>
            {
                // Read again: attempts side by side must not overlook each other's failures or use one code twice.
                if (session.Users.Find(seen.Id) is not { } user || user.Password != seen.Password)
                {
                    return UserRefusals.SignIn;
                }

                if (user.DisabledAt is not null || user.LockedUntil > now)
                {
                    session.Journal.Append(new JournalEntry(now, "user-sign-in-refused", Actor: "user:" + user.Id, To: user.DisabledAt is null ? "locked" : "disabled"));
                    return UserRefusals.SignIn;
                }

                var step = second.Match(user, code);
                return matches && (user.Totp is null || step is not null)
                    ? Admit(session, user with { TotpStep = step ?? user.TotpStep }, "password", client, now)
                    : Fail(session, user, now);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Outcome<string> Admit(ISession session, UserRow user, string means, string? client, DateTimeOffset now)
    {
        if (!sessions.MayAct(session, user, now))
        {
            session.Journal.Append(new JournalEntry(now, "user-sign-in-refused", Actor: "user:" + user.Id, To: "agency-closed"));
            return UserRefusals.AgencyClosed;
        }

        session.Users.Update(user with { Failures = 0, LockedUntil = null, SignedInAt = now });
        session.Journal.Append(new JournalEntry(now, "user-signed-in", Actor: "user:" + user.Id, To: means));
        return sessions.Open(session, user, client, now);
    }

    private Refusal Fail(ISession session, UserRow user, DateTimeOffset now)
    {
        attempts.Count(session, user, "user-sign-in-failed", now);
        return UserRefusals.SignIn;
    }
}
