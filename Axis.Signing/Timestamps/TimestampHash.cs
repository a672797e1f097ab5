using System.Security.Cryptography;

namespace Axis.Signing.Timestamps;

/// <summary>The hash algorithms that a timestamp may be made over: SHA-256 and stronger (ETSI TS 119 312 §5.2).</summary>
public static class TimestampHash
{
    /// <summary>The algorithm of an object identifier; <c>null</c> when it is not in the closed list.</summary>
    public static HashAlgorithmName? FromOid(string? oid) => oid switch
    {
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Hashes the bytes.</summary>
    public static byte[] Compute(HashAlgorithmName algorithm, ReadOnlySpan<byte> bytes) => CryptographicOperations.HashData(algorithm, bytes);
}
