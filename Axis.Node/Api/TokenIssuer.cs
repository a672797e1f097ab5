using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>Makes and revokes bearer tokens; each act is journalled with the change.</summary>
public sealed class TokenIssuer(IStore store, TimeProvider time)
{
    /// <summary>File of the first token in the data folder, readable by its owner only.</summary>
    public const string FirstTokenFile = "operator.token";

    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 100;

    /// <summary>Issues a token.</summary>
    /// <param name="name">For people.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="agencies">Its scope; must name one for clerk and leader.</param>
    /// <param name="lifetime">How long it is good for; <c>null</c> = until revoked.</param>
    /// <param name="actor">Pseudonym of who asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<IssuedToken>> IssueAsync(string name, Role role, IReadOnlyList<OrganId> agencies, TimeSpan? lifetime, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(agencies);
        if (name.Trim().Length is 0 or > MaxName)
        {
            return new Refusal(RefusalKind.Invalid, "TOKEN_NAME", $"Tên thẻ truy cập phải có từ 1 đến {MaxName} ký tự.", $"A token's name has 1 to {MaxName} characters.");
        }

        if (role is Role.Clerk or Role.Leader && agencies.Count == 0)
        {
            return new Refusal(RefusalKind.Invalid, "TOKEN_SCOPE", "Thẻ truy cập của văn thư hoặc lãnh đạo phải gắn với ít nhất một cơ quan.", "A clerk's or leader's token needs at least one agency.");
        }

        if (role == Role.Operator && agencies.Count > 0)
        {
            return new Refusal(RefusalKind.Invalid, "TOKEN_SCOPE", "Thẻ truy cập vận hành áp dụng cho cả nút, không gắn với cơ quan.", "An operator's token is node-wide.");
        }

        if (lifetime <= TimeSpan.Zero)
        {
            return new Refusal(RefusalKind.Invalid, "TOKEN_LIFETIME", "Thời hạn của thẻ truy cập phải lớn hơn 0 ngày.", "A token's lifetime must be positive.");
        }

        var now = time.GetUtcNow();
        var token = TokenText.Generate();
        var row = new TokenRow(token.Id, name.Trim(), token.SecretHash, Roles.Name(role), [.. agencies.Distinct()], now, now + lifetime, null);
        await store.WriteAsync(
            session =>
            {
                session.Tokens.Add(row);
                session.Journal.Append(new JournalEntry(now, "token-issued", Agency: Scope(row), Actor: actor, To: row.Role, Detail: $"{row.Id}: {row.Name}"));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return new IssuedToken(token.Reveal(), View(row));
    }

    /// <summary>Revokes a token; it fails from the next request on.</summary>
    public async Task<Outcome<TokenView>> RevokeAsync(string id, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = await store.WriteAsync(
            session =>
            {
                if (session.Tokens.List().FirstOrDefault(t => t.Id == id) is not { } found)
                {
                    return null;
                }

                if (found.RevokedAt is null && session.Tokens.Revoke(id, now))
                {
                    session.Journal.Append(new JournalEntry(now, "token-revoked", Agency: Scope(found), Actor: actor, From: found.Role, Detail: $"{found.Id}: {found.Name}"));
                    return found with { RevokedAt = now };
                }

                return found;
            },
            cancellationToken).ConfigureAwait(false);
        return row is null ? ApiRefusals.NotFound("TOKEN_UNKNOWN", "Không có thẻ truy cập này.", "No such token.") : View(row);
    }

    /// <summary>
    /// Issues the first operator token and writes it to <see cref="FirstTokenFile"/>, created with mode 0600 before the secret is in it.
    /// </summary>
    /// <exception cref="IOException">The file is there already: a token that was handed out is not replaced silently.</exception>
    public async Task<string> WriteFirstAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(dataDirectory, FirstTokenFile);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        await using (file.ConfigureAwait(false))
        {
            var outcome = await IssueAsync("Thẻ vận hành đầu tiên", Role.Operator, [], null, "node-init", cancellationToken).ConfigureAwait(false);
            var token = outcome is Done<IssuedToken> done ? done.Value.Token : throw new InvalidOperationException("The first token was refused.");
            await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(token + "\n"), cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        return path;
    }

    /// <summary>A row without its hash.</summary>
    public static TokenView View(TokenRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new TokenView(row.Id, row.Name, row.Role, [.. row.Agencies.Select(static a => a.Value)], row.CreatedAt, row.ExpiresAt, row.RevokedAt);
    }

    private static string? Scope(TokenRow row) => row.Agencies.Count == 0 ? null : string.Join(' ', row.Agencies.Select(static a => a.Value));
}
