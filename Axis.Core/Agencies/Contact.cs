using System.Text.RegularExpressions;

namespace Axis.Core.Agencies;

/// <summary>How people reach the clerks of an agency or the operators of a node. At least one of both is there.</summary>
/// <param name="Telephone">Number as people write it, e.g. <c>0219 3866 123</c>; <c>null</c> when none is stated.</param>
/// <param name="Mail">Address of a shared mailbox; <c>null</c> when none is stated.</param>
public sealed partial record Contact(string? Telephone, string? Mail)
{
    /// <summary>Whether the text is a telephone number: digits, perhaps a leading plus, parted by single blanks, dots or hyphens, perhaps an extension (RFC 3966 would write <c>;ext=</c>).</summary>
    public static bool IsTelephone(string? text) => text is { Length: > 0 } && TelephonePattern().IsMatch(text);

    /// <summary>The number as a <c>tel:</c> address (RFC 3966); <c>null</c> without a number.</summary>
    public string? TelephoneAddress
    {
        get
        {
            if (Telephone is null)
            {
                return null;
            }

            var parts = Telephone.Split('x');
            var digits = string.Concat(parts[0].Where(static c => char.IsAsciiDigit(c) || c == '+'));
            return parts.Length == 2 ? $"tel:{digits};ext={parts[1].Trim()}" : "tel:" + digits;
        }
    }

    /// <summary>A contact of what is stated; <c>null</c> when nothing is.</summary>
    /// <exception cref="FormatException">A number or an address is none.</exception>
    public static Contact? Of(string? telephone, string? mail)
    {
        if (telephone is null && mail is null)
        {
            return null;
        }

        return (telephone is null || IsTelephone(telephone)) && (mail is null || MailAddressText.IsValid(mail))
            ? new Contact(telephone, mail)
            : throw new FormatException("A contact is a telephone number and a mail address.");
    }

    [GeneratedRegex(@"\A\+?[0-9]([ .-]?[0-9]){2,17}( ?x ?[0-9]{1,6})?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TelephonePattern();
}
