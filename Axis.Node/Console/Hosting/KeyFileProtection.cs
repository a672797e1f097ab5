using System.Security.Cryptography;
using Axis.Node.Users;
using Microsoft.AspNetCore.DataProtection;

namespace Axis.Node.Console.Hosting;

/// <summary>Seals what travels through the browser (the tokens of forms) under the console's key file, so that forms stay good over a restart of the node.</summary>
/// <param name="secrets">The box.</param>
/// <param name="purpose">Chain of purposes; what was sealed for another does not open.</param>
internal sealed class KeyFileProtection(ConsoleSecrets secrets, string purpose) : IDataProtectionProvider, IDataProtector
{
    public KeyFileProtection(ConsoleSecrets secrets)
        : this(secrets, "browser")
    {
    }

    // The length keeps two chains from being read as one.
    public IDataProtector CreateProtector(string purpose1) => new KeyFileProtection(secrets, FormattableString.Invariant($"{purpose}/{purpose1.Length}:{purpose1}"));

    public byte[] Protect(byte[] plaintext) => secrets.Box.Seal(purpose, plaintext, create: true);

    /// <exception cref="CryptographicException">It was sealed elsewhere or for something else.</exception>
    public byte[] Unprotect(byte[] protectedData) => secrets.Box.Open(purpose, protectedData);
}
