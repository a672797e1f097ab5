using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Axis.Core.Packets;

namespace Axis.Node.Api;

/// <summary>
/// A bearer token: <c>axis_</c>, a public id of 12 characters, <c>_</c>, and a secret of 256 random bits in base64url (43 characters).
/// Only the secret's SHA-256 is kept anywhere; a fast hash suffices because the secret cannot be guessed.
/// </summary>
/// <param name="Id">Public identifier.</param>
/// <param name="Secret">The secret part.</param>
public sealed record TokenText(string Id, string Secret)
{
    private const string Prefix = "axis_";
    private const int IdLength = 12;
    private const int SecretLength = 43;
    private const string IdAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(IdAlphabet);

    /// <summary>What the store keeps and is asked for.</summary>
    public Digest SecretHash => Digest.Of(Encoding.ASCII.GetBytes(Secret));

    /// <summary>A new token from the system's random source.</summary>
    public static TokenText Generate() => new(
        RandomNumberGenerator.GetString(IdAlphabet, IdLength),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Reads the form above; nothing else is a token.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TokenText? token)
    {
        token = null;
        if (text is not { Length: 5 + IdLength + 1 + SecretLength } || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[5 + IdLength] != '_')
        {
            return false;
        }

        var id = text.AsSpan(5, IdLength);
        var secret = text.AsSpan(5 + IdLength + 1);
        if (id.ContainsAnyExcept(IdCharacters) || !Base64Url.IsValid(secret))
        {
            return false;
        }

        token = new TokenText(id.ToString(), secret.ToString());
        return true;
    }

    /// <summary>Whether the stored hash is of this secret; takes the same time whatever differs.</summary>
    public bool Matches(Digest stored)
    {
        Span<byte> mine = stackalloc byte[Digest.Size];
        Span<byte> theirs = stackalloc byte[Digest.Size];
        SecretHash.CopyTo(mine);
        stored.CopyTo(theirs);
        return CryptographicOperations.FixedTimeEquals(mine, theirs);
    }

    /// <summary>The whole token. Shown once, never logged.</summary>
    public string Reveal() => Prefix + Id + "_" + Secret;

    /// <summary>The public part only, so that no log or exception text carries the secret.</summary>
    public override string ToString() => Prefix + Id + "_…";
}
