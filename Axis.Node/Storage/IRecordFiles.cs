using Axis.Core.Agencies;
using Axis.Core.Archives;

namespace Axis.Node.Storage;

/// <summary>Files of records (hồ sơ) with their retention and what became of them (ARC-02…08).</summary>
public interface IRecordFiles
{
    /// <summary>Opens a file; <c>false</c> when the agency has one of that name.</summary>
    bool Add(RecordFile file);

    /// <summary>One file.</summary>
    RecordFile? Find(OrganId agency, int catalog, string notation);

    /// <summary>Writes what changed: end, extension, hand-overs.</summary>
    void Update(RecordFile file);

    /// <summary>Files of the agencies by name, paged by key.</summary>
    /// <param name="agencies">Whose; <c>null</c> = all.</param>
    /// <param name="openOnly">Only those whose work is over and that are not in the historical archive.</param>
    /// <param name="limit">At most.</param>
    IReadOnlyList<RecordFile> List(IReadOnlyCollection<OrganId>? agencies, bool openOnly, int limit);
}

/// <summary>One file.</summary>
/// <param name="Agency">Whose.</param>
/// <param name="Catalog">Year of its list.</param>
/// <param name="Notation">Notation in the list, e.g. <c>12.NV</c>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Record">Kind of record in the table of periods; <c>null</c> = none.</param>
/// <param name="Retention">How long it is kept.</param>
/// <param name="Construction">Basic construction: the shorter time counts from settlement.</param>
/// <param name="HistoricalYears">Years from the current to the historical archive.</param>
/// <param name="Ended">Last day of the work, or of the settlement.</param>
/// <param name="Extended">Until when the unit keeps it with consent.</param>
/// <param name="Consent">The written consent and its list.</param>
/// <param name="HandedOver">When it went to the current archive.</param>
/// <param name="HandOverNote">The record of that.</param>
/// <param name="Historical">When it went to the historical archive.</param>
public sealed record RecordFile(
    OrganId Agency, int Catalog, string Notation, string Title, string? Record, RetentionPeriod Retention, bool Construction, int HistoricalYears,
    DateOnly? Ended = null, DateOnly? Extended = null, string? Consent = null, DateOnly? HandedOver = null, string? HandOverNote = null, DateOnly? Historical = null)
{
    /// <summary>The next day by which it has to go on; <c>null</c> = nothing is due: still open, kept too shortly (ARC-05), or in its last place.</summary>
    public DateOnly? DueBy =>
        Ended is not { } ended || !Retention.GoesToArchive || Historical is not null ? null
        : HandedOver is not { } handed ? Extended ?? HandOver.Current(ended, Construction)
        : Retention.Code == RetentionCode.Permanent ? HandOver.Historical(handed, HistoricalYears)
        : null;
}
