using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Sections;

/// <summary>Directory keys are ECDSA keys (P-256 or P-384), named by their SubjectPublicKeyInfo; signatures stand in DER, as <c>openssl dgst -verify</c> wants them.</summary>
public static class DirectoryKey
{
    /// <summary>SubjectPublicKeyInfo of a signing key.</summary>
    public static ReadOnlyMemory<byte> Of(ISigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Certificate.PublicKey.ExportSubjectPublicKeyInfo();
    }

    /// <summary>SHA-256 of the key, as 16 groups of four hexadecimal digits for reading aloud over a second channel.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        string.Join(' ', Digest.Of(subjectPublicKeyInfo).ToString().Chunk(4).Select(static c => new string(c)));

    /// <summary>The digest that a fingerprint says, as typed or pasted: any grouping by spaces, colons or hyphens, any case.</summary>
    /// <returns>Whether it is the SHA-256 of something.</returns>
    public static bool TryParseFingerprint(string text, out Digest digest)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Digest.TryParse(string.Concat(text.Where(static c => !char.IsWhiteSpace(c) && c is not (':' or '-'))), out digest);
    }

    /// <summary>Whether a fingerprint as typed or pasted (any grouping, any case) is that of the key.</summary>
    public static bool Matches(ReadOnlySpan<byte> subjectPublicKeyInfo, string fingerprint) =>
        TryParseFingerprint(fingerprint, out var digest) && digest == Digest.Of(subjectPublicKeyInfo);

    internal static byte[] Sign(ISigningKey key, ReadOnlySpan<byte> head)
    {
        if (key.Algorithm == SignatureAlgorithm.RsaSha256)
        {
            throw new ArgumentException("Directory sections are signed with ECDSA keys only.", nameof(key));
        }

        return EcdsaDer.Write(key.Sign(head));
    }

    internal static bool Verify(ReadOnlySpan<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> head, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out var read);
            return read == subjectPublicKeyInfo.Length
                && key.KeySize is 256 or 384
                && key.VerifyData(head, signature, key.KeySize == 384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // Not an EC key, or not a DER signature: nothing that verifies.
            return false;
        }
    }
}
