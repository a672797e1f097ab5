using System.Security.Cryptography;
using System.Text;

namespace Axis.Node.Users;

/// <summary>Which passwords are taken: long ones that are neither a word of the trade nor the name of their owner (NIST SP 800-63B §5.1.1: length, no composition rules).</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>Most characters: what is hashed is bounded.</summary>
    public const int Longest = 128;

    // A letter with two marks may be typed as three characters.
    private const int LongestTyped = 3 * Longest;

    private const int InitialGroups = 4;
    private const int GroupLength = 5;
    private const string InitialAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly string[] Common =
    [
        "password", "matkhau", "123456", "qwerty", "docaxis", "vanthu", "administrator", "abc123", "111111", "vietnam", "iloveyou", "letmein",
    ];

    /// <summary>
    /// The password as it is judged and hashed: normalization form KC (NIST SP 800-63B §5.1.1.2), since keyboards write the same Vietnamese letter as one character or as
    /// several.
    /// </summary>
    /// <returns><c>null</c> for what is no password of any account: too long, or not Unicode text.</returns>
    public static string? Normalize(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (password.Length > LongestTyped)
        {
            return null;
        }

        try
        {
            return password.Normalize(NormalizationForm.FormKC) is { Length: <= Longest } text ? text : null;
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    /// <summary>What is wrong with a password; <c>null</c> when it is taken.</summary>
    public static Refusal? Check(string password, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        password = Normalize(password) ?? "";
        if (password.Length < Shortest)
        {
            return Refuse($"Mật khẩu phải có từ {Shortest} đến {Longest} ký tự; một câu dài dễ nhớ là tốt nhất.", $"A password has {Shortest} to {Longest} characters.");
        }

        if (password.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse("Mật khẩu không được chứa tên đăng nhập.", "A password must not contain the sign-in name.");
        }

        if (password.Distinct().Count() < 5)
        {
            return Refuse("Mật khẩu lặp lại quá ít ký tự; hãy dùng nhiều ký tự khác nhau.", "A password needs at least five different characters.");
        }

        // What is left beside a common word must be a password by itself.
        var rest = Common.Aggregate(password, static (text, word) => text.Replace(word, "", StringComparison.OrdinalIgnoreCase));
        return rest.Length < Shortest / 2 ? Refuse("Mật khẩu này quá dễ đoán; hãy chọn câu khác.", "The password is too easy to guess.") : null;
    }

    /// <summary>A password that is told once and has to be replaced at the first sign-in: 20 characters of an alphabet without look-alikes.</summary>
    public static string NewInitial() =>
        string.Join('-', Enumerable.Range(0, InitialGroups).Select(static _ => RandomNumberGenerator.GetString(InitialAlphabet, GroupLength)));

    private static Refusal Refuse(string vi, string en) => new(RefusalKind.Invalid, "PASSWORD_RULE", vi, en)
    {
        Errors = [new Core.Contracts.FieldProblem("password", "PASSWORD_RULE", vi, en)],
    };
}
