using Axis.Node.Storage;
using Microsoft.AspNetCore.Identity;

namespace Axis.Node.Users;

/// <summary>
/// Passwords as PBKDF2 hashes (HMAC-SHA-512, own salt each). Its library is loaded with the first password that is made or checked. One is worked on at a time and
/// few wait, so that a flood of attempts costs the node no more than that.
/// </summary>
internal sealed class PasswordHashes : IDisposable
{
    private const int Iterations = 210_000;
    private const int MostInside = 20;

    private readonly SemaphoreSlim _turn = new(1);
    private int _inside;
    private string? _nobodys;

    /// <summary>The hash of a password that the rules take.</summary>
    /// <exception cref="RefusedException">Too many wait already.</exception>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        var text = PasswordRules.Normalize(password) ?? throw new ArgumentException("The rules take no such password.", nameof(password));
        return InTurnAsync(() => Library.Hasher.HashPassword(null!, text), cancellationToken);
    }

    /// <summary>Whether the password is the account's; takes as long for an account that is not there.</summary>
    /// <exception cref="RefusedException">Too many wait already.</exception>
    public Task<bool> MatchesAsync(UserRow? user, string password, CancellationToken cancellationToken)
    {
        var text = PasswordRules.Normalize(password);
        return InTurnAsync(
            () =>
            {
                _nobodys ??= Library.Hasher.HashPassword(null!, Guid.NewGuid().ToString());
                var matches = Library.Hasher.VerifyHashedPassword(null!, user?.Password ?? _nobodys, text ?? "") != PasswordVerificationResult.Failed;
                return matches && user is not null && text is not null;
            },
            cancellationToken);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > MostInside)
            {
                throw new RefusedException(UserRefusals.Busy);
            }

            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return work();
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    // A class of its own, so that the library is loaded by the first use and not with this object.
    private static class Library
    {
        public static readonly PasswordHasher<UserRow> Hasher = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    }
}
