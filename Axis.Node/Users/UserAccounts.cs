using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>Adds, changes and shuts out people who sign in to the console; each act is journalled with the change, by the account's id (SEC-06).</summary>
internal sealed class UserAccounts(IStore store, PasswordHashes hashes, NodeDirectory directory, TimeProvider time)
{
    private const int IdLength = 12;
    private const int MaxFullName = 100;
    private const string IdAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>All people, by name.</summary>
    public IReadOnlyList<UserView> List() => store.Read(static s => (IReadOnlyList<UserView>)[.. s.Users.List().OrderBy(static u => u.FullName, VietnameseOrder.Comparer).Select(u => View(s, u))]);

    /// <summary>The name as it is kept: lower case, trimmed.</summary>
    public static string Normalize(string name) => name.Trim().ToLowerInvariant();

    /// <summary>Adds a person.</summary>
    public async Task<Outcome<UserPassword>> AddAsync(AddUser asked, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var name = Normalize(asked.Name);
        if (name.Length is < 3 or > 40 || !name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_'))
        {
            return UserRefusals.Field("name", "USER_NAME", "Tên đăng nhập phải có từ 3 đến 40 ký tự a–z, 0–9, '.', '-', '_'.", "A sign-in name has 3 to 40 letters a–z, digits, '.', '-' or '_'.");
        }

        if (CheckFullName(asked.FullName) is { } wrong)
        {
            return wrong;
        }

        if (asked.Password is { } given && PasswordRules.Check(given, name) is { } weak)
        {
            return weak;
        }

        var grants = GrantsOf(asked.Grants);
        var password = asked.Password ?? PasswordRules.NewInitial();
        var now = time.GetUtcNow();
        var row = new UserRow(
            RandomNumberGenerator.GetString(IdAlphabet, IdLength), name, asked.FullName.Trim(), await hashes.HashAsync(password, cancellationToken).ConfigureAwait(false), MustChange: true, now,
            null, null, null, 0, null, now, null, null);
        return await store.WriteAsync<Outcome<UserPassword>>(
            session =>
            {
                if (!session.Users.Add(row))
                {
                    return new Refusal(RefusalKind.Conflict, "USER_EXISTS", $"Đã có người dùng {name}.", "The user is there already.");
                }

                session.Users.SetGrants(row.Id, grants);
                session.Journal.Append(new JournalEntry(now, "user-added", Agency: Scope(grants), Actor: actor, To: Told(grants), Detail: row.Id));
                return new UserPassword(asked.Password is null ? password : null, View(session, row));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes what a person is called, may do, or signs in with. Sessions go on with what the person may do from now on; a certificate that is taken off ends them.</summary>
    public Task<Outcome<UserView>> ChangeAsync(string name, ChangeUser asked, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.FullName is { } fullName && CheckFullName(fullName) is { } wrong)
        {
            return Task.FromResult<Outcome<UserView>>(wrong);
        }

        var grants = asked.Grants is { } wanted ? GrantsOf(wanted) : null;
        var certificate = asked.Certificate is { Length: > 0 } text ? ReadCertificate(text) : default(Digest?);
        return WithAsync<UserView>(
            name,
            (session, user, now) =>
            {
                if (certificate is { } print && session.Users.FindByCertificate(print) is { } other && other.Id != user.Id)
                {
                    return new Refusal(RefusalKind.Conflict, "USER_CERTIFICATE_TAKEN", "Chứng thư này đã gắn với người dùng khác.", "The certificate is bound to another user.");
                }

                var changed = user with { FullName = asked.FullName?.Trim() ?? user.FullName, Certificate = asked.Certificate is null ? user.Certificate : certificate };
                session.Users.Update(changed);
                if (changed.FullName != user.FullName)
                {
                    session.Journal.Append(new JournalEntry(now, "user-renamed", Actor: actor, Detail: user.Id));
                }

                if (grants is not null)
                {
                    var before = session.Users.Grants(user.Id);
                    session.Users.SetGrants(user.Id, grants);
                    session.Users.Update(changed with { RightsAt = now });
                    session.Journal.Append(new JournalEntry(now, "user-grants-changed", Agency: Scope(before.Concat(grants)), Actor: actor, From: Told(before), To: Told(grants), Detail: user.Id));
                }

                if (asked.Certificate is not null)
                {
                    // Whoever holds the card that is taken off must not go on in the session that it opened.
                    if (user.Certificate is not null && changed.Certificate != user.Certificate)
                    {
                        session.Users.EndSessions(user.Id, except: null);
                    }

                    session.Journal.Append(new JournalEntry(now, certificate is null ? "user-certificate-removed" : "user-certificate-bound", Actor: actor, Detail: user.Id));
                }

                return View(session, changed);
            },
            cancellationToken);
    }

    /// <summary>
    /// Gives a person a new password, switches the second factor off, unlocks the account, and ends every session and everything that the person has lent to others:
    /// whoever got in meanwhile keeps nothing.
    /// </summary>
    public async Task<Outcome<UserPassword>> ResetAsync(string name, ResetUser asked, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.Password is { } given && PasswordRules.Check(given, Normalize(name)) is { } weak)
        {
            return weak;
        }

        var password = asked.Password ?? PasswordRules.NewInitial();
        var hash = await hashes.HashAsync(password, cancellationToken).ConfigureAwait(false);
        return await WithAsync<UserPassword>(
            name,
            (session, user, now) =>
            {
                var changed = user with { Password = hash, MustChange = true, PasswordAt = now, Totp = null, TotpStep = null, Failures = 0, LockedUntil = null };
                session.Users.Update(changed);
                session.Users.EndSessions(user.Id, except: null);
                session.Journal.Append(new JournalEntry(now, "user-reset", Actor: actor, Detail: user.Id));
                StandIns.EndLent(session, user.Id, actor, now);
                return new UserPassword(asked.Password is null ? password : null, View(session, changed));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shuts a person out at once, or lets the person in again, also one whom wrong attempts have locked out for a while.</summary>
    public Task<Outcome<UserView>> SetDisabledAsync(string name, bool disabled, string actor, CancellationToken cancellationToken) => WithAsync<UserView>(
        name,
        (session, user, now) =>
        {
            var changed = disabled ? user with { DisabledAt = user.DisabledAt ?? now } : user with { DisabledAt = null, Failures = 0, LockedUntil = null };
            if (changed == user)
            {
                return View(session, user);
            }

            session.Users.Update(changed);
            if (disabled)
            {
                session.Users.EndSessions(user.Id, except: null);
            }

            var kind = disabled ? "user-disabled" : user.DisabledAt is not null ? "user-enabled" : "user-unlocked";
            session.Journal.Append(new JournalEntry(now, kind, Actor: actor, Detail: user.Id));
            return View(session, changed);
        },
        cancellationToken);

    private static UserView View(ISession session, UserRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        FullName = row.FullName,
        Grants = [.. session.Users.Grants(row.Id).Select(static g => new UserGrantView(Roles.Name(g.Role), [.. g.Agencies.Select(static a => a.Value)]))],
        SecondFactor = row.Totp is not null,
        Certificate = row.Certificate is not null,
        MustChange = row.MustChange,
        LockedUntil = row.LockedUntil,
        CreatedAt = row.CreatedAt,
        DisabledAt = row.DisabledAt,
        SignedInAt = row.SignedInAt,
    };

    private static Refusal? CheckFullName(string text) =>
        text.Trim().Length is 0 or > MaxFullName ? UserRefusals.Field("fullName", "USER_FULL_NAME", $"Họ tên phải có từ 1 đến {MaxFullName} ký tự.", $"A full name has 1 to {MaxFullName} characters.") : null;

    private static Digest ReadCertificate(string text)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
            return Digest.Of(certificate.RawDataMemory.Span);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new RefusedException(UserRefusals.Field("certificate", "USER_CERTIFICATE", "Chứng thư phải là một chứng thư X.509 (DER) viết bằng base64.", "The certificate must be an X.509 certificate (base64 of DER)."), e);
        }
    }

    // As `axis user change --role` takes them.
    private static string Told(IEnumerable<UserGrant> grants) =>
        string.Join(' ', grants.Select(static g => g.Agencies.Count == 0 ? Roles.Name(g.Role) : $"{Roles.Name(g.Role)}:{string.Join(',', g.Agencies)}"));

    private static string? Scope(IEnumerable<UserGrant> grants) =>
        string.Join(' ', grants.SelectMany(static g => g.Agencies).Distinct().Select(static a => a.Value)) is { Length: > 0 } text ? text : null;

    // The same bounds as a token's: what a person may do is what a token of the role may do.
    private List<UserGrant> GrantsOf(IReadOnlyList<UserGrantView> wanted)
    {
        var grants = new List<UserGrant>();
        foreach (var grant in wanted)
        {
            var role = Roles.TryParse(grant.Role, out var known) ? known : throw new RefusedException(ApiRefusals.Parameter("grants", "clerk, leader, operator, auditor hoặc security", "clerk, leader, operator, auditor or security"));
            var agencies = (grant.Agencies ?? []).Select(a => HostedAgency.Read(a, "grants", directory)).Distinct().ToList();
            if (role is Role.Clerk or Role.Leader && agencies.Count == 0)
            {
                throw new RefusedException(UserRefusals.Field("grants", "USER_SCOPE", "Văn thư và lãnh đạo phải gắn với ít nhất một cơ quan.", "Clerks and leaders need at least one agency."));
            }

            if (role == Role.Operator && agencies.Count > 0)
            {
                throw new RefusedException(UserRefusals.Field("grants", "USER_SCOPE", "Quản trị áp dụng cho cả nút, không gắn với cơ quan.", "Operators are node-wide."));
            }

            if (grants.Any(g => g.Role == role))
            {
                throw new RefusedException(UserRefusals.Field("grants", "USER_SCOPE", "Mỗi vai trò chỉ được nêu một lần.", "Each role may be named once."));
            }

            grants.Add(new UserGrant(role, agencies));
        }

        return grants.Count > 0 ? grants : throw new RefusedException(UserRefusals.Field("grants", "USER_SCOPE", "Phải có ít nhất một vai trò.", "At least one role is needed."));
    }

    private Task<Outcome<T>> WithAsync<T>(string name, Func<ISession, UserRow, DateTimeOffset, Outcome<T>> work, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return store.WriteAsync(session => session.Users.FindByName(Normalize(name)) is { } user ? work(session, user, now) : UserRefusals.Unknown, cancellationToken);
    }
}
