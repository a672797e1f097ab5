namespace Axis.Core.Agencies.Catalogue;

/// <summary>
/// A reorganisation as a table (REF-14): which agencies close and who continues them, which codes survive as a new version, which level of administration ends.
/// It is data with its sources; what its makers did not read in the law is marked, and not signed unless somebody says so.
/// </summary>
/// <param name="Agencies">The section's agencies afterwards, every version.</param>
/// <param name="TierClosings">The levels of administration that the section closes afterwards.</param>
/// <param name="Closing">Agencies of the section that close.</param>
/// <param name="Renewed">Agencies of the section that get a new version.</param>
/// <param name="Lines">The report, by line.</param>
/// <param name="Effective">The instant of the first change; <c>null</c> when nothing of the table concerns the section.</param>
public sealed record Reform(
    IReadOnlyList<Agency> Agencies, IReadOnlyList<TierClosing> TierClosings, IReadOnlyList<Agency> Closing, IReadOnlyList<Agency> Renewed, IReadOnlyList<ImportLine> Lines, DateTimeOffset? Effective)
{
    /// <summary>Whether it may be signed.</summary>
    public bool MayBeSigned => Lines.All(static l => !l.IsError);

    /// <summary>Works the table into what a section states.</summary>
    /// <param name="file">The table.</param>
    /// <param name="isRoot">Whether the section is the root's, which alone closes levels of administration.</param>
    /// <param name="stated">The agencies that the section states now, every version.</param>
    /// <param name="statedClosings">The levels that it closes now.</param>
    /// <param name="directory">The directory in force.</param>
    /// <param name="acceptUncertain">Whether rows marked as uncertain are taken too.</param>
    /// <exception cref="CsvFormatException">The file is no such table.</exception>
    public static Reform Plan(ReadOnlySpan<byte> file, bool isRoot, IReadOnlyList<Agency> stated, IReadOnlyList<TierClosing> statedClosings, DirectorySnapshot directory, bool acceptUncertain)
    {
        ArgumentNullException.ThrowIfNull(stated);
        ArgumentNullException.ThrowIfNull(statedClosings);
        ArgumentNullException.ThrowIfNull(directory);
        var steps = ReformRows.Read(file, out var unread);
        List<ImportLine> lines = [.. unread];
        var agencies = stated.ToList();
        var (closing, renewed, changed) = (new List<Agency>(), new List<Agency>(), new List<(int Line, Agency Agency)>());
        var closings = statedClosings.ToList();
        DateTimeOffset? effective = null;
        foreach (var step in steps)
        {
            var concerns = step.Tier is null ? agencies.Exists(a => a.Code == step.Code) : isRoot;
            if (!concerns)
            {
                continue;
            }

            if (!step.Certain && !acceptUncertain)
            {
                lines.Add(new ImportLine(step.Line, true, "UNCERTAIN", $"{step.Code} chưa chắc chắn ({step.Source}); đối chiếu văn bản rồi sửa cột chac_chan thành 'co', hoặc thêm --accept-uncertain."));
            }

            effective = effective is { } earliest && earliest < step.At ? earliest : step.At;
            if (step.Tier is { } tier)
            {
                closings.RemoveAll(c => c.Tier == tier);
                closings.Add(new TierClosing(tier, step.At, step.LegalAct));
                continue;
            }

            var index = agencies.FindLastIndex(a => a.Code == step.Code && agencies.All(b => b.Code != a.Code || b.Version <= a.Version));
            var before = agencies[index];
            if (before.ValidTo is not null || before.ValidFrom >= step.At)
            {
                lines.Add(new ImportLine(step.Line, false, "DONE", $"{before.VersionId} đã đóng hoặc đã sang phiên bản mới; dòng này không đổi gì."));
                continue;
            }

            agencies[index] = before with { ValidTo = step.At, Successors = step.Renews ? before.Successors : [.. before.Successors, .. step.Successors] };
            changed.Add((step.Line, agencies[index]));
            if (step.Renews)
            {
                var next = before with { Version = before.Version + 1, ValidFrom = step.At, Name = step.Name.Length > 0 ? step.Name : before.Name, Successors = [] };
                agencies.Add(next);
                changed.Add((step.Line, next));
                renewed.Add(next);
            }
            else
            {
                closing.Add(agencies[index]);
            }
        }

        var numbers = changed.ToDictionary(static c => c.Agency.VersionId, static c => c.Line);
        var judged = new DirectorySnapshot(directory.AgencyVersions, directory.Nodes, [], [], directory.Sections)
        {
            TierClosings = [.. directory.TierClosings.Where(c => closings.All(n => n.Tier != c.Tier)), .. closings],
        };
        lines.AddRange(AgencyImport.Judge(judged, agencies, numbers, [.. changed.Select(static c => c.Agency)]));
        return new Reform(
            agencies,
            closings,
            closing,
            renewed,
            [.. lines.OrderBy(static l => l.Line)],
            effective);
    }
}
