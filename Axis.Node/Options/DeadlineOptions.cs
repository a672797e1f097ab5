namespace Axis.Node.Options;

/// <summary>When something is late (URG-01…07, SND-06, STA-07).</summary>
public sealed class DeadlineOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Deadlines";

    /// <summary>Minutes until an ordinary document must lie in the recipient's inbox; then the sender is warned.</summary>
    public int ConsignmentMinutes { get; set; } = 24 * 60;

    /// <summary>The same for an urgent one (priority 1–4).</summary>
    public int UrgentConsignmentMinutes { get; set; } = 60;

    /// <summary>Hours after which this node states a ContentConsignmentFailure for what it could not hand on.</summary>
    public int FailureHours { get; set; } = 7 * 24;

    /// <summary>Minutes that a prepared submission waits for its signature before its number is voided.</summary>
    public int PreparedMinutes { get; set; } = 24 * 60;

    /// <summary>Hours that an unfinished upload of a neighbour is kept.</summary>
    public int PartialHours { get; set; } = 24;

    /// <summary>Days that the bytes of a refused packet are kept as evidence; what was refused, when and why stays for good.</summary>
    public int QuarantineDays { get; set; } = 180;

    /// <summary>Days that a status about an unknown document waits for it (STA-07).</summary>
    public int OrphanStatusDays { get; set; } = 30;

    /// <summary>Days that a recall, take-back or update waits for its document before the sender is told that there is none (RCL-13).</summary>
    public int ParkedChangeDays { get; set; } = 30;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Need.Positive("Deadlines:ConsignmentMinutes", ConsignmentMinutes),
        Need.Positive("Deadlines:UrgentConsignmentMinutes", UrgentConsignmentMinutes),
        Need.Positive("Deadlines:FailureHours", FailureHours),
        Need.Between("Deadlines:PreparedMinutes", PreparedMinutes, 1, 7 * 24 * 60),
        Need.Positive("Deadlines:PartialHours", PartialHours),
        Need.Positive("Deadlines:QuarantineDays", QuarantineDays),
        Need.Positive("Deadlines:OrphanStatusDays", OrphanStatusDays),
        Need.Positive("Deadlines:ParkedChangeDays", ParkedChangeDays));
}
