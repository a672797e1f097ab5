using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>
/// Lets people in: by name, password and, where switched on, a one-time code; or by a client certificate bound to the account. Every success and every failure of a
/// known account is journalled; wrong attempts lock the account for a while, and many from one address shut that address out for a while. A browser in which the person signed
/// in before stands apart from both: its wrong attempts shut out that browser alone.
/// </summary>
internal sealed class SignIn(
    IStore store, PasswordHashes hashes, SecondFactor second, UserSessions sessions, WrongAttempts attempts, AddressThrottle addresses, KnownBrowsers browsers, TimeProvider time)
{
    private static readonly TimeSpan RefusedEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Signs in by password.</summary>
    /// <returns>The secret for the cookie.</returns>
    /// <exception cref="RefusedException">Too many wait to be looked at.</exception>
    public async Task<Outcome<string>> ByPasswordAsync(string name, string password, string? code, Visitor from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(from);
        var began = time.GetTimestamp();
        var seen = store.Read(s => s.Users.FindByName(UserAccounts.Normalize(name)));
        var browser = seen is null ? null : browsers.Find(from.Marks, seen);
        if (browser is null && addresses.IsShut(from.Remote))
        {
            return UserRefusals.Address;
        }

        var answer = await TryAsync(seen, password, code, from.Client, browser, cancellationToken).ConfigureAwait(false);
        if (answer is Refused<string>)
        {
            addresses.Count(from.Remote);

            // What is written for a known name takes time; answered on the stroke, a refusal does not tell by it which names exist.
            var over = time.GetElapsedTime(began).Ticks % RefusedEvery.Ticks;
            await Task.Delay(TimeSpan.FromTicks(RefusedEvery.Ticks - over), time, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>Signs in by a certificate whose private key the TLS handshake has proved.</summary>
    public async Task<Outcome<string>> ByCertificateAsync(X509Certificate2 certificate, Visitor from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(from);
        if (addresses.IsShut(from.Remote))
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
                    return Admit(session, user, "certificate", from.Client, now);
                }

                var why = user is null ? "unknown" : expired ? "expired" : "disabled";
                session.Journal.Append(new JournalEntry(now, "user-certificate-refused", Actor: user is null ? null : "user:" + user.Id, To: why, Detail: print.ToString()));
                return UserRefusals.Certificate;
            },
            cancellationToken).ConfigureAwait(false);
        if (answer is Refused<string>)
        {
            addresses.Count(from.Remote);
        }

        return answer;
    }

    private async Task<Outcome<string>> TryAsync(UserRow? seen, string password, string? code, string? client, Guid? browser, CancellationToken cancellationToken)
    {
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

                if (user.DisabledAt is not null || (browser is { } known ? browsers.IsShut(known, now) : user.LockedUntil > now))
                {
                    session.Journal.Append(new JournalEntry(now, "user-sign-in-refused", Actor: "user:" + user.Id, To: user.DisabledAt is null ? "locked" : "disabled"));
                    return UserRefusals.SignIn;
                }

                var step = second.Match(user, code);
                if (!matches || (user.Totp is not null && step is null))
                {
                    Fail(session, user, browser, now);
                    return UserRefusals.SignIn;
                }

                if (browser is { } own)
                {
                    browsers.Clear(own);
                }

                return Admit(session, user with { TotpStep = step ?? user.TotpStep }, "password", client, now);
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

        // A lock that a stranger has caused stays for strangers.
        session.Users.Update(user.LockedUntil > now ? user with { SignedInAt = now } : user with { Failures = 0, LockedUntil = null, SignedInAt = now });
        session.Journal.Append(new JournalEntry(now, "user-signed-in", Actor: "user:" + user.Id, To: means));
        return sessions.Open(session, user, client, now);
    }

    private void Fail(ISession session, UserRow user, Guid? browser, DateTimeOffset now)
    {
        if (browser is { } known)
        {
            session.Journal.Append(new JournalEntry(now, browsers.Count(known, now) ? "user-browser-locked" : "user-sign-in-failed", Actor: "user:" + user.Id, To: "known-browser"));
        }
        else
        {
            attempts.Count(session, user, "user-sign-in-failed", now);
        }
    }
}
