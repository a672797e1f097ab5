using System.Security.Cryptography;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>The second factor of an account: a secret sealed outside the database's reach, and codes that are good once.</summary>
internal sealed class SecondFactor(ConsoleSecrets secrets, TimeProvider time)
{
    /// <summary>Seals a new secret for the account.</summary>
    public byte[] Seal(string account, ReadOnlySpan<byte> secret) => secrets.Box.Seal(account, secret, create: true);

    /// <summary>Whether the code is good for the account now, and for which step; <c>null</c> when it is not.</summary>
    public long? Match(UserRow user, string? code)
    {
        if (user.Totp is not { } sealedSecret || string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        var secret = secrets.Box.Open(user.Id, sealedSecret.Span);
        try
        {
            return Totp.Match(secret, code, time.GetUtcNow(), user.TotpStep);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
