namespace Axis.Core.Contracts;

/// <summary>Exchange statistics of a span of days (OPS-01, OPS-02; QĐ 28/2018 Điều 11).</summary>
/// <param name="From">First day, in Vietnam.</param>
/// <param name="To">Last day.</param>
/// <param name="MadeAt">When the figures were read.</param>
/// <param name="By">What a row stands for: <c>agency</c>, <c>tier</c> or <c>month</c>.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Total">Their sum.</param>
public sealed record ExchangeReport(DateOnly From, DateOnly To, DateTimeOffset MadeAt, string By, IReadOnlyList<ExchangeRow> Rows, ExchangeFigures Total);

/// <summary>One row.</summary>
/// <param name="Key">Agency code, tier or month (<c>2026-11</c>).</param>
/// <param name="Name">For people.</param>
/// <param name="Figures">What was counted.</param>
public sealed record ExchangeRow(string Key, string Name, ExchangeFigures Figures);

/// <summary>What was counted. Documents are new and replacing ones; recalls and updates are counted apart.</summary>
public sealed record ExchangeFigures
{
    /// <summary>Electronic documents sent.</summary>
    public int Sent { get; init; }

    /// <summary>Of those, with a packet signature of the agency.</summary>
    public int SentSigned { get; init; }

    /// <summary>Of those, that say on which day they were signed.</summary>
    public int SentDated { get; init; }

    /// <summary>Of those, put on the axis by the morning of the next working day (URG-01, URG-02, URG-08).</summary>
    public int SentInTime { get; init; }

    /// <summary>Of those sent, without a paper copy.</summary>
    public int SentElectronicOnly { get; init; }

    /// <summary>Documents that went out on paper only, as the register holds them.</summary>
    public int PaperOut { get; init; }

    /// <summary>Of those, to a receiver that was connected to the axis, so that nothing excused the paper (SND-01).</summary>
    public int PaperOutConnected { get; init; }

    /// <summary>Recipients of the documents sent.</summary>
    public int Recipients { get; init; }

    /// <summary>Of those, where the document has arrived.</summary>
    public int Arrived { get; init; }

    /// <summary>Of those, in time.</summary>
    public int ArrivedInTime { get; init; }

    /// <summary>Recipients who refused.</summary>
    public int Refused { get; init; }

    /// <summary>Recipients who could not be reached.</summary>
    public int Failed { get; init; }

    /// <summary>Recalls sent.</summary>
    public int Recalled { get; init; }

    /// <summary>Updates sent.</summary>
    public int Updated { get; init; }

    /// <summary>Electronic documents received.</summary>
    public int Received { get; init; }

    /// <summary>Of those, with signatures of person and agency that give the value of the paper, as judged at reception.</summary>
    public int ReceivedSigned { get; init; }

    /// <summary>Of those, given a số đến.</summary>
    public int Registered { get; init; }

    /// <summary>Of those, on the day of arrival.</summary>
    public int RegisteredSameDay { get; init; }

    /// <summary>Documents received whose registration was due, or done before (URG-04).</summary>
    public int RegistrationsDue { get; init; }

    /// <summary>Of those, registered or refused in time by the calendar of working days.</summary>
    public int RegisteredInTime { get; init; }

    /// <summary>Of those received, refused here.</summary>
    public int RefusedHere { get; init; }

    /// <summary>Documents that came on paper, as the register holds them.</summary>
    public int PaperIn { get; init; }

    /// <summary>Share of documents sent that bear the agency's signature; <c>null</c> when none was sent.</summary>
    public double? SignedShare => Share(SentSigned, Sent);

    /// <summary>Share of all documents issued that went out without paper.</summary>
    public double? ElectronicOnlyShare => Share(SentElectronicOnly, Sent + PaperOut);

    /// <summary>Share of documents that were sent in time.</summary>
    public double? SentInTimeShare => Share(SentInTime, SentDated);

    /// <summary>Share of documents received that were registered or refused in time.</summary>
    public double? RegisteredInTimeShare => Share(RegisteredInTime, RegistrationsDue);

    /// <summary>Share of arrivals that were in time.</summary>
    public double? InTimeShare => Share(ArrivedInTime, Recipients);

    /// <summary>Share of documents received that have the value of the paper.</summary>
    public double? ReceivedSignedShare => Share(ReceivedSigned, Received);

    /// <summary>Both together.</summary>
    public ExchangeFigures Plus(ExchangeFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ExchangeFigures
        {
            Sent = Sent + other.Sent,
            SentSigned = SentSigned + other.SentSigned,
            SentDated = SentDated + other.SentDated,
            SentInTime = SentInTime + other.SentInTime,
            SentElectronicOnly = SentElectronicOnly + other.SentElectronicOnly,
            PaperOut = PaperOut + other.PaperOut,
            PaperOutConnected = PaperOutConnected + other.PaperOutConnected,
            Recipients = Recipients + other.Recipients,
            Arrived = Arrived + other.Arrived,
            ArrivedInTime = ArrivedInTime + other.ArrivedInTime,
            Refused = Refused + other.Refused,
            Failed = Failed + other.Failed,
            Recalled = Recalled + other.Recalled,
            Updated = Updated + other.Updated,
            Received = Received + other.Received,
            ReceivedSigned = ReceivedSigned + other.ReceivedSigned,
            Registered = Registered + other.Registered,
            RegisteredSameDay = RegisteredSameDay + other.RegisteredSameDay,
            RegistrationsDue = RegistrationsDue + other.RegistrationsDue,
            RegisteredInTime = RegisteredInTime + other.RegisteredInTime,
            RefusedHere = RefusedHere + other.RefusedHere,
            PaperIn = PaperIn + other.PaperIn,
        };
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);
}
