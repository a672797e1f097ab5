using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Deadlines;
using Axis.Node.Storage;

namespace Axis.Node.Reports;

/// <summary>Counts the exchange of the agencies hosted here out of the ledger itself, so that the figures are the ledger's (OPS-01, OPS-02).</summary>
internal sealed class MakeReport(IStore store, NodeDirectory directory, InboxDuties duties, TimeProvider time)
{
    /// <summary>By agency.</summary>
    public const string ByAgency = "agency";

    /// <summary>By administrative tier.</summary>
    public const string ByTier = "tier";

    /// <summary>By month of Vietnam's calendar.</summary>
    public const string ByMonth = "month";

    /// <summary>Makes the report.</summary>
    /// <param name="agencies">Whose; <c>null</c> = all hosted here.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="by">What a row stands for.</param>
    public ExchangeReport Run(IReadOnlyCollection<OrganId>? agencies, DateOnly from, DateOnly to, string by)
    {
        var hosted = directory.Current().Agencies.Where(a => a.Host == directory.Self).ToList();
        var wanted = agencies is null ? hosted : [.. hosted.Where(a => agencies.Contains(a.Code))];
        var (start, end) = (VietnamTime.StartOf(from), VietnamTime.StartOf(to.AddDays(1)));
        var rows = new SortedDictionary<string, (string Name, ExchangeFigures Figures)>(StringComparer.Ordinal);
        void Add(string key, string name, ExchangeFigures figures) => rows[key] = rows.TryGetValue(key, out var sum) ? (name, sum.Figures.Plus(figures)) : (name, figures);
        foreach (var agency in wanted.DistinctBy(static a => a.Code))
        {
            if (by == ByAgency)
            {
                Add(agency.Code.Value, agency.Name, new ExchangeFigures());
            }

            Each(agency.Code, start, end, (at, figures) =>
            {
                switch (by)
                {
                    case ByTier:
                        Add(agency.Tier.ToString(), TierNames.Of(agency.Tier), figures);
                        break;
                    case ByMonth:
                        var month = VietnamTime.ToLocal(at).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
                        Add(month, month, figures);
                        break;
                    default:
                        Add(agency.Code.Value, agency.Name, figures);
                        break;
                }
            });
        }

        var list = rows.Select(static r => new ExchangeRow(r.Key, r.Value.Name, r.Value.Figures)).ToList();
        return new ExchangeReport(from, to, time.GetUtcNow(), by, list, list.Aggregate(new ExchangeFigures(), static (sum, r) => sum.Plus(r.Figures)));
    }

    private ExchangeFigures Of(SentFact sent) => sent.Kind switch
    {
        1 => new ExchangeFigures { Recalled = 1 },
        2 => new ExchangeFigures { Updated = 1 },
        _ => new ExchangeFigures
        {
            Sent = 1,
            SentDated = sent.Dated is null ? 0 : 1,
            SentInTime = sent.Dated is { } day && !duties.SentLate(day, sent.Priority, sent.At) ? 1 : 0,
            SentSigned = sent.HasSignature ? 1 : 0,
            SentElectronicOnly = sent.Paper ? 0 : 1,
            Recipients = sent.Recipients,
            Arrived = sent.Arrived,
            ArrivedInTime = sent.InTime,
            Refused = sent.Refused,
            Failed = sent.Failed,
        },
    };

    private ExchangeFigures Of(ReceivedFact received) => received.Kind is 1 or 2
        ? new ExchangeFigures()
        : new ExchangeFigures
        {
            Received = 1,
            ReceivedSigned = received.LegalValue == "HAS_VALUE" ? 1 : 0,
            Registered = received.HasNumber ? 1 : 0,
            RegisteredSameDay = received.RegisteredAt is { } at && VietnamTime.DateOf(at) == VietnamTime.DateOf(received.At) ? 1 : 0,
            RegistrationsDue = received.RegisterBy is { } due && (received.RegisterDone is not null || due < time.GetUtcNow()) ? 1 : 0,
            RegisteredInTime = received.RegisterBy is { } by && received.RegisterDone <= by ? 1 : 0,
            RefusedHere = received.State == InboxState.Refused ? 1 : 0,
        };

    private void Each(OrganId agency, DateTimeOffset from, DateTimeOffset before, Action<DateTimeOffset, ExchangeFigures> take) => store.Read(session =>
    {
        session.Reports.Sent(agency, from, before, f => take(f.At, Of(f)));
        session.Reports.Received(agency, from, before, f => take(f.At, Of(f)));
        session.Reports.Paper(agency, from, before, f => take(f.At, f.Incoming ? new ExchangeFigures { PaperIn = 1 } : new ExchangeFigures { PaperOut = 1, PaperOutConnected = f.Connected ? 1 : 0 }));
        return true;
    });
}
