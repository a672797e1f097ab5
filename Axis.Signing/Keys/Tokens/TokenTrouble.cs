namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// Reads what kind of trouble a token process had out of what its engine printed (libp11 tells its reasons nowhere else). The text itself is dropped: it may quote URIs.
/// </summary>
internal static class TokenTrouble
{
    public const string NoEngineLine = "axis: no engine";
    public const string FailedLine = "axis: failed";

    // Looked for in this order: after a refused PIN the engine also says that it found no key.
    private static readonly (string Text, string Code)[] Signs =
    [
        (NoEngineLine, KeyUnavailableException.NoEngine),
        ("Unable to load PKCS#11 module", KeyUnavailableException.NoEngine),
        ("Unable to load module", KeyUnavailableException.NoEngine),
        ("Login failed", KeyUnavailableException.PinRefused),
        ("Login to token failed", KeyUnavailableException.PinRefused),
        ("No matching initialized token", KeyUnavailableException.TokenAbsent),
        ("No matching token", KeyUnavailableException.TokenAbsent),
        ("Failed to enumerate slots", KeyUnavailableException.TokenAbsent),
        ("key was not found", KeyUnavailableException.KeyAbsent),
    ];

    /// <summary>One of the codes of <see cref="KeyUnavailableException"/>.</summary>
    public static string CodeOf(string printed)
    {
        foreach (var (text, code) in Signs)
        {
            if (printed.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return code;
            }
        }

        return KeyUnavailableException.TokenFailed;
    }
}
