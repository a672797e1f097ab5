using System.Globalization;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Routing;
using Axis.Core.Rules;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// getAgenciesList, getAgenciesListQD20, getSynchronizeUnit: the directory in force, written out agency by agency, so that 123,000 of them cost no more memory
/// than a few. The first two are what clerks pick receivers from: whom nothing can be sent to is not among them (REF-02).
/// </summary>
internal sealed class DirectoryCalls(LiveDirectory directory, IStore store, TimeProvider time)
{
    private const int DeepestTree = 16;

    /// <summary>getAgenciesList: the agencies that are open; <c>oldCode</c> is a former code of the agency, or else the code of one that it continues.</summary>
    public Task ListAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        var (snapshot, now) = (directory.Snapshot, time.GetUtcNow());
        return ListStream.WriteAsync(
            context,
            Open(snapshot, now),
            (w, agency) =>
            {
                w.WriteStartObject();
                Common(w, agency.Code.Value, agency.Code.Value, agency.Parent?.Value, agency.Name);
                if (OldCode(snapshot, agency, now) is { } old)
                {
                    w.WriteString("oldCode", old.Value);
                }

                w.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>getAgenciesListQD20: both code forms; <c>level</c> keeps one depth of the tree, the top being 1.</summary>
    public Task ListQd20Async(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var snapshot = directory.Snapshot;
        var level = Number(call.Find(VxpHeaders.Level));
        return ListStream.WriteAsync(
            context,
            Open(snapshot, time.GetUtcNow()).Where(a => level is null || Depth(snapshot, a) == level),
            static (w, agency) =>
            {
                var forms = agency.AllCodes.ToList();
                var qcvn = agency.PairCode ?? forms.Where(static c => c.Form == OrganIdForm.Qcvn).Select(static c => (OrganId?)c).FirstOrDefault();
                var qd20 = forms.Where(static c => c.Form == OrganIdForm.Qd20).Select(static c => (OrganId?)c).FirstOrDefault() ?? qcvn?.ProposeQd20() ?? agency.Code;
                w.WriteStartObject();
                w.WriteString("id", agency.Code.Value);
                w.WriteString("code", qd20.Value);
                w.WriteString("name", agency.Name);
                w.WriteString("mail", "");
                w.WriteString("code102", (qcvn ?? agency.Code).Value);
                w.WriteEndObject();
            },
            cancellationToken);
    }

    /// <summary>
    /// getSynchronizeUnit: everything when the client's <c>version</c> is older than the directory's, nothing when it is not; and what the calling system registered.
    /// </summary>
    public Task SynchronizeAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var snapshot = directory.Snapshot;
        var version = snapshot.Sections.Values.Sum(static s => s.Version);
        var known = Number(call.Find("version")) ?? 0;
        var units = store.Read(s => s.VxpSystems.Units(call.System.Id));
        var agencies = known < version ? snapshot.Agencies : [];
        var rows = agencies.Select(static a => new Unit(a.Code, a.Parent, a.Name, "", a.Host.Value, a.Status == AgencyStatus.Closed, a.ValidFrom, true))
            .Concat(units.Where(u => snapshot.FindAgency(u.Code) is null).Select(u => new Unit(u.Code, u.Parent, u.Name, u.Mail, call.System.Id, u.Deleted, u.ModifiedAt, false)));
        return ListStream.WriteAsync(
            context,
            rows,
            (w, unit) =>
            {
                w.WriteStartObject();
                Common(w, unit.Code.Value, unit.Code.Value, unit.Parent?.Value, unit.Name, unit.Mail);
                w.WriteNumber("version", version);
                w.WriteString("centerCode", unit.Center);
                w.WriteBoolean("deleted", unit.Deleted);
                w.WriteString("modifyDate", VietnamTime.FormatTimestamp(unit.ModifiedAt));
                w.WriteBoolean("isAgency", unit.InDirectory);
                w.WriteEndObject();
            },
            cancellationToken);
    }

    // As it is now: the newest version of an agency may only begin one day.
    private static IEnumerable<Agency> Open(DirectorySnapshot snapshot, DateTimeOffset now) => snapshot.Agencies
        .Select(a => a.ValidFrom <= now ? a : snapshot.FindAgency(a.Code, now))
        .OfType<Agency>()
        .Where(a => Successors.Receives(a, now) && !IsVirtual(a.Code.Value));

    private static OrganId? OldCode(DirectorySnapshot snapshot, Agency agency, DateTimeOffset now)
    {
        if (agency.Aliases.Count > 0)
        {
            return agency.Aliases[0];
        }

        var continued = Lineage.Of(snapshot, agency.Code, now);
        return continued.Count > 1 && continued.FirstOrDefault(c => snapshot.FindAgency(c)?.Code != agency.Code) is { IsEmpty: false } before ? before : null;
    }

    // The letter W of level 1, in either form of the code, is that of test and transit nodes: nobody reads what is sent there.
    private static bool IsVirtual(string code)
    {
        var ends = code.Split('.');
        return IsW(ends[0]) || (ends.Length > 1 && IsW(ends[^1]));
    }

    private static bool IsW(string group) => group.Length == 3 && group[0] == 'W' && char.IsAsciiDigit(group[1]) && char.IsAsciiDigit(group[2]);

    private static void Common(Utf8JsonWriter w, string id, string code, string? parent, string name, string mail = "")
    {
        w.WriteString("id", id);
        if (parent is not null)
        {
            w.WriteString("pid", parent);
        }

        w.WriteString("code", code);
        w.WriteString("name", name);
        w.WriteString("mail", mail);
    }

    private static int Depth(DirectorySnapshot snapshot, Agency agency)
    {
        var depth = 1;
        for (var at = agency; at.Parent is { } parent && depth < DeepestTree && snapshot.FindAgency(parent) is { } above; at = above)
        {
            depth++;
        }

        return depth;
    }

    private static long? Number(string? text) => long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed record Unit(OrganId Code, OrganId? Parent, string Name, string Mail, string Center, bool Deleted, DateTimeOffset ModifiedAt, bool InDirectory);
}
