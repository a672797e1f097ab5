using Axis.Core.Agencies;
using Axis.Core.Agencies.Catalogue;
using Axis.Core.Contracts;
using Axis.Core.Routing;
using Axis.Node.Api;
using Axis.Signing.Sections;

namespace Axis.Node.Directories;

/// <summary>
/// Tries a plan of reorganisation on every section of the directory in force (REF-14): what closes, who continues it, and what is under way here for those that close.
/// It never signs: the directory's key is no node's to use, so that the plan is carried out by the section's keeper with the command line.
/// </summary>
internal sealed class PlanReform(DirectoryBook book, PendingOfAgencies pending)
{
    /// <summary>Largest table, in bytes.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The table of 2025 that comes with the program.</summary>
    public static string BuiltIn => Path.Combine(AppContext.BaseDirectory, "data", ReformRows.BuiltIn);

    /// <summary>Tries the table.</summary>
    /// <param name="table">The file.</param>
    /// <param name="acceptUncertain">Whether rows marked as uncertain are taken too.</param>
    /// <exception cref="RefusedException">The file is no such table.</exception>
    public ReformPlanView Run(ReadOnlySpan<byte> table, bool acceptUncertain)
    {
        try
        {
            var snapshot = book.Snapshot;
            var sections = new List<ReformSectionView>();
            foreach (var name in snapshot.Sections.Keys.OrderBy(static n => n != SectionHead.RootName).ThenBy(static n => n, StringComparer.Ordinal))
            {
                if (book.Find(name) is { } section && Try(table, section, snapshot, acceptUncertain) is { } view)
                {
                    sections.Add(view);
                }
            }

            return new ReformPlanView(sections);
        }
        catch (CsvFormatException e)
        {
            throw new RefusedException(new Refusal(
                RefusalKind.Invalid, "TABLE_FORMAT", $"Bảng sắp xếp, dòng {e.Line}: {e.Message}", $"The table cannot be read at line {e.Line}."));
        }
    }

    private ReformSectionView? Try(ReadOnlySpan<byte> table, DirectorySection section, DirectorySnapshot snapshot, bool acceptUncertain)
    {
        var name = section.Head.Section;
        var stated = section.Others.OfType<TierClosingRecord>().Select(static r => r.Closing).ToList();
        var reform = Reform.Plan(table, name == SectionHead.RootName, [.. section.Agencies], stated, snapshot, acceptUncertain);
        if (reform.Effective is not { } effective)
        {
            return null;
        }

        var work = reform.Closing.Select(static a => a.Code).Chunk(PendingOfAgencies.MaxAgencies).SelectMany(codes => pending.Run(codes)).ToDictionary(static w => w.Agency);
        return new ReformSectionView(
            name,
            reform.MayBeSigned,
            effective,
            [.. reform.Closing.OrderBy(static a => a.Name, VietnameseOrder.Comparer).Select(a => new ReformClosingView(a.Code.Value, a.Name, [.. a.Successors.Select(static s => s.To.Value)], work[a.Code.Value]))],
            [.. reform.Renewed.OrderBy(static a => a.Name, VietnameseOrder.Comparer).Select(static a => new ReformRenewedView(a.VersionId.ToString(), a.Name))],
            [.. reform.TierClosings.Except(stated).Select(static c => TierNames.Of(c.Tier))],
            [.. reform.Lines.Select(static l => new ReformLineView(l.Line, l.IsError, l.Code, l.Sentence))]);
    }
}
