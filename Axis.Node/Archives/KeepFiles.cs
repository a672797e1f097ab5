using Axis.Core.Agencies;
using Axis.Core.Archives;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Archives;

/// <summary>Opens files of records and follows them to the archives by the rules (ARC-02…07); every step is journalled.</summary>
public sealed class KeepFiles(IStore store, RetentionTable periods, TimeProvider time)
{
    private const int Most = 5_000;
    private const int LongestNote = 200;
    private const int LongestRecord = 200;

    /// <summary>Opens a file.</summary>
    /// <exception cref="RefusedException">Not the actor's agency, a wrong value, or one of that name is there.</exception>
    public Task<RecordFileView> OpenAsync(OpenRecordFile request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var agency = AgencyOf(request.Agency, actor);
        var (notation, title) = (request.Notation.Trim(), request.Title.Trim());
        if (!VietnamTime.InRange(request.Catalog) || notation.Length is 0 or > 20 || title.Length is 0 or > 500)
        {
            throw new RefusedException(Wrong("Năm của danh mục từ 1945 đến 2100; ký hiệu hồ sơ 1 đến 20 ký tự; tiêu đề 1 đến 500 ký tự."));
        }

        if (request.HistoricalYears is < 1 or > HandOver.LongestHistoricalYears)
        {
            throw new RefusedException(Wrong($"ARC-03: thời hạn nộp lưu trữ lịch sử từ 1 đến {HandOver.LongestHistoricalYears} năm."));
        }

        var record = request.Record?.Trim();
        if (record?.Length > LongestRecord)
        {
            throw new RefusedException(Wrong($"Loại hồ sơ dài tối đa {LongestRecord} ký tự."));
        }

        var file = new RecordFile(agency, request.Catalog, notation, title, record, RetentionOf(request), request.Construction, request.HistoricalYears ?? HandOver.HistoricalYears);
        return store.WriteAsync(
            session =>
            {
                if (!session.RecordFiles.Add(file))
                {
                    throw new RefusedException(new Refusal(RefusalKind.Conflict, "RECORD_FILE_EXISTS", "Danh mục năm đó của cơ quan đã có hồ sơ mang ký hiệu này.", "The agency has a file of that name."));
                }

                Journal(session, file, "opened", actor);
                return View(file);
            },
            cancellationToken);
    }

    /// <summary>Moves a file one step on.</summary>
    /// <exception cref="RefusedException">Not the actor's, unknown, or against a rule.</exception>
    public Task<RecordFileView> MoveAsync(MoveRecordFile request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var agency = AgencyOf(request.Agency, actor);
        var note = request.Note?.Trim() is { Length: > 0 } text ? text : null;
        if (note?.Length > LongestNote)
        {
            throw new RefusedException(Wrong($"Căn cứ dài tối đa {LongestNote} ký tự."));
        }

        return store.WriteAsync(
            session =>
            {
                var file = session.RecordFiles.Find(agency, request.Catalog, request.Notation.Trim())
                    ?? throw new RefusedException(Unknown);
                var moved = Moved(file, request.Step, request.Day, note);
                session.RecordFiles.Update(moved);
                Journal(session, moved, request.Step, actor);
                return View(moved);
            },
            cancellationToken);
    }

    /// <summary>One file.</summary>
    /// <exception cref="RefusedException">Not the actor's agency, or it has no such file.</exception>
    public RecordFileView Find(string agency, int catalog, string notation, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(notation);
        ArgumentNullException.ThrowIfNull(actor);
        var owner = AgencyOf(agency, actor);
        return View(store.Read(s => s.RecordFiles.Find(owner, catalog, notation.Trim())) ?? throw new RefusedException(Unknown));
    }

    /// <summary>Files, or only those that are due or overdue.</summary>
    public IReadOnlyList<RecordFileView> List(IReadOnlyCollection<OrganId>? agencies, bool due)
    {
        var files = store.Read(s => s.RecordFiles.List(agencies, due, Most)).Select(View);
        return due ? [.. files.Where(static f => f.Standing != "quiet").OrderBy(static f => f.DueBy)] : [.. files];
    }

    private static Refusal Unknown { get; } = ApiRefusals.NotFound("RECORD_FILE_UNKNOWN", "Cơ quan không có hồ sơ này.", "The agency has no such file.");

    private static OrganId AgencyOf(string text, Actor actor) =>
        !OrganId.TryParse(text, out var agency) ? throw new RefusedException(ApiRefusals.Parameter("agency", "mã định danh cơ quan", "an agency code"))
        : actor.SpeaksFor(agency) ? agency
        : throw new RefusedException(ApiRefusals.OutOfScope(agency.Value));

    private static Refusal Wrong(string sentence) => new(RefusalKind.Invalid, "RECORD_FILE_INVALID", sentence, "A value of the file is wrong or against a rule of archives.");

    private void Journal(ISession session, RecordFile file, string step, Actor actor) => session.Journal.Append(new JournalEntry(
        time.GetUtcNow(), "record-file", Agency: file.Agency.Value, Actor: actor.Pseudonym, To: step, Detail: $"{file.Catalog}/{file.Notation}"));

    private RecordFile Moved(RecordFile file, string step, DateOnly day, string? note)
    {
        var today = VietnamTime.DateOf(time.GetUtcNow());
        if (step != "extend" && day > today)
        {
            throw new RefusedException(Wrong("Chưa tới ngày đó: chỉ ghi việc đã xong."));
        }

        return (step, file) switch
        {
            ("end", { HandedOver: null }) => file with { Ended = day, Extended = null, Consent = null },
            ("extend", { Ended: not null, HandedOver: null }) when note is null => throw new RefusedException(Wrong("ARC-04: giữ lại phải có văn bản đồng ý kèm danh mục (--note).")),
            ("extend", { Ended: { } ended, HandedOver: null }) when day <= HandOver.Current(ended, file.Construction) || day > HandOver.LastExtension(ended, file.Construction) =>
                throw new RefusedException(Wrong($"ARC-04: chỉ được giữ lại thêm tối đa {HandOver.LongestExtensionYears} năm, đến {HandOver.LastExtension(ended, file.Construction):dd/MM/yyyy}.")),
            ("extend", { Ended: not null, HandedOver: null }) => file with { Extended = day, Consent = note },
            ("hand-over", { Retention.GoesToArchive: false }) => throw new RefusedException(Wrong("ARC-05: hồ sơ giữ dưới 5 năm không nộp lưu trữ.")),
            ("hand-over", { Ended: { } ended, HandedOver: null }) when day >= ended => file with { HandedOver = day, HandOverNote = note },
            ("historical", { HandedOver: { } handed, Historical: null }) when day >= handed => file with { Historical = day },
            ("end" or "extend" or "hand-over" or "historical", _) => throw new RefusedException(Wrong("Bước này không đúng thứ tự: kết thúc công việc, (giữ lại), nộp lưu trữ hiện hành, nộp lưu trữ lịch sử.")),
            _ => throw new RefusedException(ApiRefusals.Parameter("step", "end, extend, hand-over hoặc historical", "end, extend, hand-over or historical")),
        };
    }

    private RetentionPeriod RetentionOf(OpenRecordFile request)
    {
        if (request.Retention is { } code)
        {
            return RetentionPeriod.TryParse(code, out var named) ? named : throw new RefusedException(Wrong("ARC-07: thời hạn bảo quản là mã 01 đến 06, hoặc 07:số năm."));
        }

        return request.Record is { } record && periods.Records.TryGetValue(record.Trim(), out var found)
            ? found
            : throw new RefusedException(Wrong($"Chưa biết giữ bao lâu: nêu mã thời hạn, hoặc loại hồ sơ có trong {NodeRetention.FileName}."));
    }

    private RecordFileView View(RecordFile file)
    {
        var today = VietnamTime.DateOf(time.GetUtcNow());
        return new RecordFileView(
            file.Agency.Value, file.Catalog, file.Notation, file.Title, file.Record, file.Retention.ToString(), file.Construction, file.Ended, file.Extended, file.Consent,
            file.HandedOver, file.HandOverNote, file.Historical, file.DueBy, file.DueBy is null ? null : file.HandedOver is null ? "current" : "historical",
            file.DueBy is not { } by ? "quiet" : by < today ? "overdue" : by <= today.AddDays(HandOver.ReminderDays) ? "due" : "quiet");
    }
}
