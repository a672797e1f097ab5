using Axis.Core.Contracts;
using Axis.Node.Api.Views;
using Axis.Node.Keys;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>Gathers the node's condition.</summary>
internal sealed class StatusReport(
    IStore store,
    NodeDirectory directory,
    NodeOptions node,
    LinkOptions links,
    LimitOptions limits,
    JournalOptions journal,
    ScheduleReport schedules,
    CertificateCalendar calendar,
    IEnumerable<IFindingSource> sources,
    TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public async Task<NodeStatus> MakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var health = store.Health;
        var running = await schedules.IsRunningAsync(cancellationToken).ConfigureAwait(false);
        var planned = await schedules.ListAsync(cancellationToken).ConfigureAwait(false);
        var read = store.Read(session =>
        {
            var size = session.Journal.Size();
            return (
                Links: LinkViews.List(session, directory, links),
                Queue: QueueViews.Counts(session),
                Quarantine: session.Quarantine.Uses().Select(u => new QuarantineStatus(u.Neighbour.Value, u.Packets, u.Bytes, limits.MaxQuarantinedPerNeighbour, limits.MaxQuarantineBytesPerNeighbour)).ToList(),
                Journal: new JournalStatus(size.Appended, size.Sealed, session.Journal.LastHead()?.At)
                {
                    Alarms = [.. session.Heads.Alarms().Select(static a => new JournalAlarm(a.Node.Value, a.Witness.Value, a.Log, a.At))],
                },
                Epoch: session.Links.GetMeta("epoch"));
        });
        var certificates = Certificates();
        var sections = directory.Current().Sections.Values.OrderBy(static s => s.Name, StringComparer.Ordinal).Select(s => DirectoryViews.Section(s, now)).ToList();
        IReadOnlyList<Finding> findings = [.. Findings.Of(health, limits, read.Links, read.Queue, read.Quarantine, certificates, sections, read.Journal, journal, running, planned, now, _startedAt), .. sources.SelectMany(static s => s.Findings())];
        return new NodeStatus
        {
            Id = node.Id,
            Name = node.Name,
            Version = typeof(StatusReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
            Epoch = read.Epoch,
            Now = now,
            StartedAt = _startedAt,
            Condition = findings.Any(static f => f.Severity == Findings.Error) ? "failing" : findings.Any(static f => f.Severity == Findings.Warning) ? "warning" : "ok",
            Store = new StoreStatus(health.Writable, health.LastError, health.FreeBytes, health.QueuedWrites),
            Links = read.Links,
            Queue = read.Queue,
            Quarantine = read.Quarantine,
            Certificates = certificates,
            Sections = sections,
            Journal = read.Journal,
            Schedules = planned,
            WorkingSet = Environment.WorkingSet,
            Findings = findings,
        };
    }

    private List<CertificateStatus> Certificates() => [.. calendar.List().Select(static e => new CertificateStatus(CalendarNames.Of(e.Use), e.Owner, e.EndsAt, e.DaysLeft)
    {
        Relation = CalendarNames.Of(e.Relation),
        State = CalendarNames.Of(e.State),
        NotBefore = e.From,
        Thumbprint = e.Thumbprint,
        Serial = e.Serial,
    })];
}
