namespace Axis.Signing.Sections;

/// <summary>Bytes are no directory section, or what is to be signed would be none. The message is the Vietnamese sentence for people.</summary>
public sealed class SectionFormatException : FormatException
{
    public SectionFormatException(string code, string message)
        : base(message) => Code = code;

    public SectionFormatException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>Stable code, one of <see cref="SectionCodes"/>.</summary>
    public string Code { get; }
}

/// <summary>Codes of refused sections.</summary>
public static class SectionCodes
{
    /// <summary>Not a section, or not in canonical form.</summary>
    public const string Format = "section-format";

    /// <summary>Over a limit.</summary>
    public const string TooLarge = "section-too-large";

    /// <summary>The records are not those that were signed.</summary>
    public const string Records = "section-records";

    /// <summary>The signature does not verify.</summary>
    public const string Signature = "section-signature";

    /// <summary>Signed by a key that may not sign this section.</summary>
    public const string Key = "section-key";

    /// <summary>The root delegates no such section.</summary>
    public const string NotDelegated = "section-not-delegated";

    /// <summary>A record speaks of something that was not delegated to the section.</summary>
    public const string Authority = "section-authority";

    /// <summary>An older version than the one in force.</summary>
    public const string Older = "section-older";

    /// <summary>It does not follow the version in force.</summary>
    public const string Previous = "section-previous";

    /// <summary>Alarm: the same version with another content, both genuinely signed.</summary>
    public const string Fork = "section-fork";

    /// <summary>A new version leaves out what the one before said.</summary>
    public const string History = "section-history";

    /// <summary>Issued in the future.</summary>
    public const string Future = "section-future";
}
