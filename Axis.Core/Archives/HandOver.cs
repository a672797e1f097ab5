namespace Axis.Core.Archives;

/// <summary>When a file of records is to be handed over (ARC-02…04, ARC-06). All days are days of Vietnam.</summary>
public static class HandOver
{
    /// <summary>How long before a hand-over the System reminds (ARC-06; NĐ 30/2020 PL VI).</summary>
    public const int ReminderDays = 30;

    /// <summary>Longest time that a unit keeps a due file, with consent and a list (ARC-04; NĐ 30/2020 Đ31.3.d).</summary>
    public const int LongestExtensionYears = 2;

    /// <summary>Years from the current to the historical archive unless a sector has its own (ARC-03; Luật 33/2024/QH15).</summary>
    public const int HistoricalYears = 5;

    /// <summary>Longest time that a sector may have (ARC-03).</summary>
    public const int LongestHistoricalYears = 30;

    private const int ConstructionMonths = 3;

    /// <summary>Last day for the current archive: a year from the end of the work, three months from the settlement of basic construction (ARC-02; NĐ 30/2020 Đ30.2).</summary>
    public static DateOnly Current(DateOnly ended, bool construction) => construction ? ended.AddMonths(ConstructionMonths) : ended.AddYears(1);

    /// <summary>Last day that an extension may name (ARC-04).</summary>
    public static DateOnly LastExtension(DateOnly ended, bool construction) => Current(ended, construction).AddYears(LongestExtensionYears);

    /// <summary>Last day for the historical archive (ARC-03).</summary>
    public static DateOnly Historical(DateOnly handedOver, int years) => handedOver.AddYears(years);
}
