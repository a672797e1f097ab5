namespace Axis.Signing.Trust.Explanations;

/// <summary>What a verdict or a check means and what to do about it, for people who are no cryptographers.</summary>
/// <param name="Meaning">Vietnamese: what it means.</param>
/// <param name="Action">Vietnamese: what to do.</param>
/// <param name="MeaningEn">English: what it means.</param>
/// <param name="ActionEn">English: what to do.</param>
public sealed record Explanation(string Meaning, string Action, string MeaningEn, string ActionEn)
{
    /// <summary>Meaning and action in one of the two languages.</summary>
    public string In(Language language) => language == Language.English ? $"{MeaningEn} {ActionEn}" : $"{Meaning} {Action}";
}

/// <summary>The languages that explanations are written in.</summary>
public enum Language
{
    /// <summary>Vietnamese.</summary>
    Vietnamese = 0,

    /// <summary>English.</summary>
    English = 1,
}
