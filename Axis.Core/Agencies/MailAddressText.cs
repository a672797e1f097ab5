using System.Text.RegularExpressions;

namespace Axis.Core.Agencies;

/// <summary>Addresses of mail: the dot-atom form of RFC 5322 §3.4.1 in ASCII alone, so that nothing in one can end a command or a header.</summary>
public static partial class MailAddressText
{
    // RFC 5321 §4.5.3.1.3: a path is at most 256 octets, brackets included.
    private const int MaxLength = 254;

    /// <summary>Whether the text is an address.</summary>
    public static bool IsValid(string? text) => text is { Length: > 0 and <= MaxLength } && Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9][A-Za-z0-9-]{0,62}(\.[A-Za-z0-9][A-Za-z0-9-]{0,62})*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
