namespace Axis.Node.Options;

/// <summary>How deliveries are made and tried again (SND-11, URG-11).</summary>
public sealed class DeliveryOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Delivery";

    /// <summary>Wait before the second attempt.</summary>
    public int FirstRetrySeconds { get; set; } = 5;

    /// <summary>Longest wait between attempts.</summary>
    public int MaxRetrySeconds { get; set; } = 900;

    /// <summary>Answered failures after which a delivery is parked; an unreachable neighbour spends none (promise 8).</summary>
    public int AnsweredFailuresBeforeParking { get; set; } = 5;

    /// <summary>Deliveries under way at a time on one link.</summary>
    public int ConcurrencyPerLink { get; set; } = 16;

    /// <summary>How long a claimed delivery belongs to its worker; a crash gives it back then at the latest.</summary>
    public int LeaseSeconds { get; set; } = 120;

    /// <summary>Seconds without a byte after which an attempt is given up.</summary>
    public int IdleTimeoutSeconds { get; set; } = 30;

    /// <summary>Ordinary traffic that waited longer goes with the most urgent.</summary>
    public int StarvationMinutes { get; set; } = 10;

    /// <summary>Longest chain of nodes a packet may pass.</summary>
    public int MaxHops { get; set; } = 12;

    /// <summary>How long a poll of a fetching node is held open; the neighbour holds none longer than a minute.</summary>
    public int LongPollSeconds { get; set; } = 25;

    /// <summary>Pace below which an answer of a neighbour is given up, in bytes per second over the whole answer. At 32 KiB/s a packet of 1 GiB may take nine hours.</summary>
    public int SlowestBytesPerSecond { get; set; } = 32 * 1024;

    /// <summary>
    /// How long one neighbour is compared with in one run; then nothing further is begun and the next neighbour has its turn. A packet that is already coming
    /// may end, at the pace of <see cref="SlowestBytesPerSecond"/>.
    /// </summary>
    public int CompareSeconds { get; set; } = 3600;

    /// <summary>Deliveries that could not be taken back from one neighbour in one run and get a line of their own in the journal; the others are counted in one line.</summary>
    public int CompareLines { get; set; } = 1000;

    /// <summary>New documents to a closed agency that several continue (REF-04): <c>refuse</c>, naming them, or <c>focal-office</c> of the superior agency.</summary>
    public string ClosedRecipients { get; set; } = "refuse";

    /// <summary>The same as a rule of routing.</summary>
    public Core.Routing.ClosedRecipients ClosedRule => ClosedRecipients == "focal-office" ? Core.Routing.ClosedRecipients.FocalOffice : Core.Routing.ClosedRecipients.Refuse;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Need.Positive("Delivery:FirstRetrySeconds", FirstRetrySeconds),
        Need.AtLeast("Delivery:MaxRetrySeconds", MaxRetrySeconds, "Delivery:FirstRetrySeconds", FirstRetrySeconds),
        Need.Between("Delivery:AnsweredFailuresBeforeParking", AnsweredFailuresBeforeParking, 1, 100),
        Need.Between("Delivery:ConcurrencyPerLink", ConcurrencyPerLink, 1, 256),
        Need.Between("Delivery:LeaseSeconds", LeaseSeconds, 5, 3600),
        Need.Between("Delivery:IdleTimeoutSeconds", IdleTimeoutSeconds, 1, 3600),
        Need.Positive("Delivery:StarvationMinutes", StarvationMinutes),
        Need.Between("Delivery:MaxHops", MaxHops, 2, Links.Offer.MaxHops),
        Need.Between("Delivery:LongPollSeconds", LongPollSeconds, 1, 60),
        Need.Between("Delivery:SlowestBytesPerSecond", SlowestBytesPerSecond, 256, 1 << 30),
        Need.Between("Delivery:CompareSeconds", CompareSeconds, 1, 86_400),
        Need.Between("Delivery:CompareLines", CompareLines, 1, 100_000),
        Need.OneOf("Delivery:ClosedRecipients", ClosedRecipients, "refuse", "focal-office"));
}
