using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>A file of records (hồ sơ) with its retention and what became of it (ARC-02…08).</summary>
/// <param name="Agency">Whose.</param>
/// <param name="Catalog">Year of its list.</param>
/// <param name="Notation">Notation in the list.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Record">Kind of record in the table of periods.</param>
/// <param name="Retention">Code <c>01</c> … <c>06</c>, or <c>07:years</c>.</param>
/// <param name="Construction">Basic construction.</param>
/// <param name="Ended">Last day of the work.</param>
/// <param name="Extended">Kept by the unit until.</param>
/// <param name="Consent">The written consent and its list.</param>
/// <param name="HandedOver">When it went to the current archive.</param>
/// <param name="HandOverNote">The record of that.</param>
/// <param name="Historical">When it went to the historical archive.</param>
/// <param name="DueBy">By when it has to go on; left out when nothing is due.</param>
/// <param name="DueTo"><c>current</c> or <c>historical</c>.</param>
/// <param name="Standing"><c>due</c> within the time of reminding, <c>overdue</c>, else <c>quiet</c>.</param>
public sealed record RecordFileView(
    string Agency, int Catalog, string Notation, string Title, string? Record, string Retention, bool Construction, DateOnly? Ended, DateOnly? Extended, string? Consent,
    DateOnly? HandedOver, string? HandOverNote, DateOnly? Historical, DateOnly? DueBy, string? DueTo, string Standing);

/// <summary>Opens a file.</summary>
/// <param name="Agency">Whose.</param>
/// <param name="Catalog">Year of its list.</param>
/// <param name="Notation">Notation in the list, up to 20 characters.</param>
/// <param name="Title">What it is about, up to 500 characters.</param>
/// <param name="Record">Kind of record in the table of periods; gives the retention when none is named.</param>
/// <param name="Retention">Code <c>01</c> … <c>06</c>, or <c>07:years</c>.</param>
/// <param name="Construction">Basic construction: three months instead of a year.</param>
/// <param name="HistoricalYears">Years to the historical archive, for sectors with their own; 5 unless named, 30 at most.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OpenRecordFile(
    [property: JsonRequired] string Agency, [property: JsonRequired] int Catalog, [property: JsonRequired] string Notation, [property: JsonRequired] string Title,
    string? Record = null, string? Retention = null, bool Construction = false, int? HistoricalYears = null);

/// <summary>A step in the life of a file.</summary>
/// <param name="Agency">Whose.</param>
/// <param name="Catalog">Year of its list.</param>
/// <param name="Notation">Notation in the list.</param>
/// <param name="Step"><c>end</c>, <c>extend</c>, <c>hand-over</c> or <c>historical</c>.</param>
/// <param name="Day">The day of it; for an extension until when.</param>
/// <param name="Note">The written consent with its list, or the record of the hand-over; demanded for <c>extend</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MoveRecordFile(
    [property: JsonRequired] string Agency, [property: JsonRequired] int Catalog, [property: JsonRequired] string Notation, [property: JsonRequired] string Step, [property: JsonRequired] DateOnly Day, string? Note = null);

/// <summary>The table of periods (ARC-08).</summary>
/// <param name="Source">The texts that it is taken from.</param>
/// <param name="Records">Kind of record to code.</param>
public sealed record RetentionPeriods(string Source, IReadOnlyDictionary<string, string> Records);
