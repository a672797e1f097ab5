using Axis.Node.Storage;
using Microsoft.AspNetCore.Identity;

namespace Axis.Node.Users;

/// <summary>
/// Passwords as PBKDF2 hashes (HMAC-SHA-512, own salt each). Its library is loaded with the first password that is made or checked. Few are worked on at a time, so that
/// a flood of attempts costs the node no more than that.
/// </summary>
internal sealed class PasswordHashes : IDisposable
{
    private const int Iterations = 210_000;
    private const int AtATime = 2;

    private readonly SemaphoreSlim _turns = new(AtATime);
    private string? _nobodys;

    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Library.Hasher.HashPassword(null!, password);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Whether the password is the account's; takes as long for an account that is not there.</summary>
    public async Task<bool> MatchesAsync(UserRow? user, string password, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _nobodys ??= Library.Hasher.HashPassword(null!, Guid.NewGuid().ToString());
            return Library.Hasher.VerifyHashedPassword(null!, user?.Password ?? _nobodys, password) != PasswordVerificationResult.Failed && user is not null;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    // A class of its own, so that the library is loaded by the first use and not with this object.
    private static class Library
    {
        public static readonly PasswordHasher<UserRow> Hasher = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    }
}
