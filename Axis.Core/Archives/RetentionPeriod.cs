using System.Globalization;

namespace Axis.Core.Archives;

/// <summary>A period of retention: its code and, for <see cref="RetentionCode.Other"/>, the years.</summary>
/// <param name="Code">The code.</param>
/// <param name="OtherYears">Years of code 07; <c>null</c> for the others.</param>
public readonly record struct RetentionPeriod(RetentionCode Code, int? OtherYears)
{
    /// <summary>From how many years on a file goes to the archive (ARC-05; NĐ 30/2020 Đ31.3.c).</summary>
    public const int ArchivedFrom = 5;

    /// <summary>Years it is kept; <c>null</c> = for ever.</summary>
    public int? Years => Code switch
    {
        RetentionCode.Permanent => null,
        RetentionCode.Years70 => 70,
        RetentionCode.Years50 => 50,
        RetentionCode.Years30 => 30,
        RetentionCode.Years20 => 20,
        RetentionCode.Years10 => 10,
        _ => OtherYears,
    };

    /// <summary>Whether a file kept so long is handed to the archive (ARC-05).</summary>
    public bool GoesToArchive => Years is null or >= ArchivedFrom;

    /// <summary>As files and forms write it: <c>01</c> … <c>06</c>, or <c>07:3</c> with the years.</summary>
    public override string ToString() => ((int)Code).ToString("00", CultureInfo.InvariantCulture) + (OtherYears is { } years ? string.Create(CultureInfo.InvariantCulture, $":{years}") : "");

    /// <summary>Reads what <see cref="ToString"/> writes, exactly.</summary>
    public static bool TryParse(string? text, out RetentionPeriod retention)
    {
        retention = default;
        if (text is null || text.Length < 2 || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 1 or > 7)
        {
            return false;
        }

        if (code != (int)RetentionCode.Other)
        {
            retention = new RetentionPeriod((RetentionCode)code, null);
            return text.Length == 2;
        }

        if (text.Length > 3 && text[2] == ':' && int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is >= 1 and <= 1_000)
        {
            retention = new RetentionPeriod(RetentionCode.Other, years);
            return true;
        }

        return false;
    }
}
