using System.Text;

namespace Axis.Core.Rules;

/// <summary>In what capacity a person signs (DOC-10; NĐ 30/2020 Art. 13 and PL I): written before the position.</summary>
public static class SigningCompetence
{
    /// <summary>The five that the decree knows; the head of an agency that is led by one person signs with none.</summary>
    public static IReadOnlyList<(string Value, string Name)> All { get; } =
    [
        ("TM.", "Thay mặt tập thể lãnh đạo"),
        ("KT.", "Ký thay người đứng đầu"),
        ("Q.", "Quyền (cấp trưởng)"),
        ("TL.", "Thừa lệnh"),
        ("TUQ.", "Thừa ủy quyền; người được ủy quyền không được ủy quyền lại"),
    ];

    /// <summary>Whether what a document says is one of them, alone or in front of words (<c>TM. ỦY BAN NHÂN DÂN</c>); nothing is one too.</summary>
    public static bool IsKnown(string? competence) => string.IsNullOrWhiteSpace(competence) || Find(competence) is not null;

    /// <summary>Whether a capacity is signed by delegation twice over, which nobody may do.</summary>
    public static bool IsDelegatedAgain(string? competence, string? position)
    {
        var text = $" {competence} {position}".Normalize(NormalizationForm.FormC);
        var first = text.IndexOf(" TUQ.", StringComparison.OrdinalIgnoreCase);
        return first >= 0 && text.IndexOf(" TUQ.", first + 1, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static string? Find(string competence)
    {
        var text = competence.Trim();
        foreach (var (value, _) in All)
        {
            if (text.StartsWith(value, StringComparison.OrdinalIgnoreCase) || text.Equals(value[..^1], StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
