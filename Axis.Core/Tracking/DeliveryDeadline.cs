namespace Axis.Core.Tracking;

/// <summary>When a consignment is awaited, when its lateness is told, and when the node gives up.</summary>
/// <param name="WarnAt">The sender is warned that nothing was heard.</param>
/// <param name="DueAt">The consignment is late.</param>
/// <param name="GiveUpAt">The node that still holds it states its failure.</param>
public sealed record DeliveryDeadline(DateTimeOffset WarnAt, DateTimeOffset DueAt, DateTimeOffset GiveUpAt)
{
    /// <summary>Highest urgency code (edXML §6.1).</summary>
    public const int MaxPriority = 4;

    /// <summary>The deadline of a packet. An urgency code beyond the list counts as ordinary, as a reader takes it (edXML §6.1).</summary>
    /// <param name="priority">Mức độ khẩn 0…4.</param>
    /// <param name="sentAt">When the packet was stored at its sender's node.</param>
    /// <param name="settings">The hours.</param>
    public static DeliveryDeadline For(int priority, DateTimeOffset sentAt, DeadlineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var urgent = priority is > 0 and <= MaxPriority;
        var due = urgent ? settings.UrgentDue : settings.OrdinaryDue;
        return new DeliveryDeadline(
            sentAt + (due * settings.WarnShare), sentAt + due, sentAt + (urgent ? settings.UrgentGiveUp : settings.OrdinaryGiveUp));
    }
}

/// <summary>Hours of delivery by urgency, counted on the clock. Bound from configuration and validated before use.</summary>
public sealed record DeadlineSettings
{
    /// <summary>An ordinary document is consigned within: 24 h (receipt is notified the same day: NĐ 30/2020 Art. 21.2.c).</summary>
    public TimeSpan OrdinaryDue { get; init; } = TimeSpan.FromHours(24);

    /// <summary>An urgent one within: 1 h (sent and receipted at once: QĐ 28/2018 Art. 6.2; the hour is this product's).</summary>
    public TimeSpan UrgentDue { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Share of the time after which the sender is warned: one half (SND-06; the share is this product's).</summary>
    public double WarnShare { get; init; } = 0.5;

    /// <summary>An ordinary delivery is given up after: 7 days, so that a neighbour may be off over a weekend and a holiday (SND-11).</summary>
    public TimeSpan OrdinaryGiveUp { get; init; } = TimeSpan.FromDays(7);

    /// <summary>An urgent one after: 3 days, so that a neighbour may be off over a weekend (SND-11).</summary>
    public TimeSpan UrgentGiveUp { get; init; } = TimeSpan.FromDays(3);

    /// <summary>What is wrong with the settings, one sentence naming each; empty when they may be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        if (OrdinaryDue <= TimeSpan.Zero)
        {
            wrong.Add($"{nameof(OrdinaryDue)} phải lớn hơn 0 (đang là {OrdinaryDue}).");
        }

        if (UrgentDue <= TimeSpan.Zero || UrgentDue > OrdinaryDue)
        {
            wrong.Add($"{nameof(UrgentDue)} phải lớn hơn 0 và không quá {nameof(OrdinaryDue)} (đang là {UrgentDue}).");
        }

        if (WarnShare is not (> 0 and <= 1))
        {
            wrong.Add($"{nameof(WarnShare)} phải lớn hơn 0 và không quá 1 (đang là {WarnShare}).");
        }

        if (OrdinaryGiveUp < OrdinaryDue)
        {
            wrong.Add($"{nameof(OrdinaryGiveUp)} không được sớm hơn {nameof(OrdinaryDue)} (đang là {OrdinaryGiveUp}).");
        }

        if (UrgentGiveUp < UrgentDue)
        {
            wrong.Add($"{nameof(UrgentGiveUp)} không được sớm hơn {nameof(UrgentDue)} (đang là {UrgentGiveUp}).");
        }

        return wrong;
    }
}
