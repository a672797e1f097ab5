using Axis.Core.Agencies.Checks;

namespace Axis.Core.Agencies.Catalogue;

/// <summary>Puts the agencies of a table beside those that a section states, and judges the whole before anything is signed.</summary>
/// <param name="Agencies">The section's agencies afterwards.</param>
/// <param name="Added">Versions that are new.</param>
/// <param name="Changed">Versions that say something else.</param>
/// <param name="Unchanged">Rows that say what is stated already.</param>
/// <param name="Lines">The report, by line.</param>
public sealed record AgencyImport(IReadOnlyList<Agency> Agencies, int Added, int Changed, int Unchanged, IReadOnlyList<ImportLine> Lines)
{
    /// <summary>Whether it may be signed.</summary>
    public bool MayBeSigned => Lines.All(static l => !l.IsError);

    /// <summary>Reads a table and judges it. What the table does not name stays as it is (REF-13).</summary>
    /// <param name="file">The table.</param>
    /// <param name="stated">What the section states now.</param>
    /// <param name="directory">The directory in force.</param>
    /// <param name="host">The node of agencies whose row names none.</param>
    /// <param name="act">The decision of agencies whose row names none.</param>
    /// <param name="now">Since when agencies hold whose row does not say.</param>
    /// <exception cref="CsvFormatException">The file is no such table.</exception>
    public static AgencyImport Read(ReadOnlySpan<byte> file, IReadOnlyList<Agency> stated, DirectorySnapshot directory, NodeId? host, IssuingAct? act, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(stated);
        ArgumentNullException.ThrowIfNull(directory);
        var rows = CsvTable.Read(file);
        if (rows.Count == 0)
        {
            throw new CsvFormatException(1, "Tệp không có dòng nào; dòng đầu phải là tiêu đề cột.");
        }

        var known = stated.ToDictionary(static a => a.VersionId);
        var reader = new AgencyRowReader(rows[0], host, act, now, id => known.GetValueOrDefault(id));
        var read = new Dictionary<AgencyVersionId, (int Line, Agency Agency)>();
        var lines = new List<ImportLine>();
        foreach (var row in rows.Skip(1))
        {
            if (reader.Read(row) is { } agency && !read.TryAdd(agency.VersionId, (row.Line, agency)))
            {
                lines.Add(new ImportLine(row.Line, true, "TWICE", $"{agency.VersionId} đã có ở dòng {read[agency.VersionId].Line}; bỏ bớt một dòng hoặc ghi phiên bản."));
            }
        }

        lines.AddRange(reader.Lines);
        var changed = read.Values.Where(r => !known.TryGetValue(r.Agency.VersionId, out var before) || !AgencyDiff.Same(before, r.Agency)).ToList();
        List<Agency> after = [.. stated.Where(a => !read.ContainsKey(a.VersionId)), .. read.Values.Select(static r => r.Agency)];
        lines.AddRange(Judge(directory, after, changed.ToDictionary(static c => c.Agency.VersionId, static c => c.Line), [.. changed.Select(static c => c.Agency)]));
        var added = changed.Count(c => !known.ContainsKey(c.Agency.VersionId));
        return new AgencyImport(after, added, changed.Count - added, read.Count - changed.Count, [.. lines.OrderBy(static l => l.Line)]);
    }

    /// <summary>What the rules say of a changed section.</summary>
    public static IEnumerable<ImportLine> Judge(DirectorySnapshot directory, IReadOnlyList<Agency> after, IReadOnlyDictionary<AgencyVersionId, int> lines, IReadOnlyList<Agency> changed)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(lines);
        var own = after.Select(static a => a.Code).ToHashSet();
        var next = new DirectorySnapshot([.. directory.AgencyVersions.Where(a => !own.Contains(a.Code)), .. after], directory.Nodes, [], [], directory.Sections) { TierClosings = directory.TierClosings };
        return DirectoryCheck.Run(new DirectoryCase(directory, next, changed))
            .Select(f => new ImportLine(lines.GetValueOrDefault(f.Agency), f.IsError, f.Rule, f.Sentence))
            .Concat(changed.Where(a => directory.FindNode(a.Host) is null).Select(a => new ImportLine(
                lines.GetValueOrDefault(a.VersionId), true, "HOST", $"Danh bạ không có nút '{a.Host}' của {a.Code}; nhận nút đó trước ('axis directory admit') hoặc sửa cột nut.")));
    }
}
