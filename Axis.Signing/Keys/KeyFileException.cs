namespace Axis.Signing.Keys;

/// <summary>A key, certificate or passphrase file cannot be used. The message is the Vietnamese sentence that says what to do.</summary>
public sealed class KeyFileException : Exception
{
    /// <summary>No such file, or it cannot be read.</summary>
    public const string Missing = "key-file-missing";

    /// <summary>Others than the owner can read the file.</summary>
    public const string Exposed = "key-file-exposed";

    /// <summary>Wrong passphrase, or not a file of that kind.</summary>
    public const string Unreadable = "key-file-unreadable";

    /// <summary>A key that this product does not sign with: too short, another curve, no private part, not that of the certificate.</summary>
    public const string Unusable = "key-unusable";

    public KeyFileException(string code, string message)
        : base(message) => Code = code;

    public KeyFileException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>Stable code, one of the constants.</summary>
    public string Code { get; }
}
