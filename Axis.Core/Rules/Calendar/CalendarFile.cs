using System.Globalization;
using System.Text.Json;

namespace Axis.Core.Rules.Calendar;

/// <summary>
/// Reads a calendar file: <c>{"years":[{"year":2026,"source":"…","off":{"2026-01-01":"…"},"working":{…},"morning":{…}}]}</c>. Strict: what is misspelt, of another
/// year or said twice is refused, because a silently ignored line is a wrong deadline.
/// </summary>
public static class CalendarFile
{
    /// <summary>Longest file, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    /// <summary>Reads the file's bytes.</summary>
    /// <exception cref="FormatException">What is wrong, as a Vietnamese sentence.</exception>
    public static WorkingCalendar Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            throw new FormatException($"Lịch làm việc dài quá {MaxBytes} byte.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var years = new List<CalendarYear>();
            foreach (var member in Object(document.RootElement, "tệp").EnumerateObject())
            {
                if (member.Name != "years" || member.Value.ValueKind != JsonValueKind.Array)
                {
                    throw new FormatException($"Lịch làm việc chỉ có một danh sách 'years', không có '{member.Name}'.");
                }

                years.AddRange(member.Value.EnumerateArray().Select(Year));
            }

            return years.Select(static y => y.Year).Distinct().Count() == years.Count
                ? new WorkingCalendar(years)
                : throw new FormatException("Lịch làm việc nêu một năm hai lần.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Lịch làm việc không phải là JSON: {e.Message}", e);
        }
    }

    private static CalendarYear Year(JsonElement element)
    {
        int? year = null;
        string? source = null;
        var days = new List<CalendarDay>();
        foreach (var member in Object(element, "years").EnumerateObject())
        {
            switch (member.Name)
            {
                case "year" when member.Value.TryGetInt32(out var value) && VietnamTime.InRange(value):
                    year = value;
                    break;
                case "source" when member.Value.GetString() is { Length: > 0 } text:
                    source = text;
                    break;
                case "off":
                    days.AddRange(Days(member.Value, CalendarDayKind.Off));
                    break;
                case "working":
                    days.AddRange(Days(member.Value, CalendarDayKind.Working));
                    break;
                case "morning":
                    days.AddRange(Days(member.Value, CalendarDayKind.Morning));
                    break;
                default:
                    throw new FormatException($"Lịch làm việc: '{member.Name}' không dùng được ở đây; một năm gồm year, source, off, working, morning.");
            }
        }

        if (year is not { } known || source is null)
        {
            throw new FormatException("Lịch làm việc: mỗi năm phải có 'year' và 'source' (văn bản công bố ngày nghỉ).");
        }

        if (days.Find(d => d.Date.Year != known) is { } stranger)
        {
            throw new FormatException($"Lịch làm việc năm {known}: ngày {stranger.Date:dd/MM/yyyy} thuộc năm khác.");
        }

        return days.Select(static d => d.Date).Distinct().Count() == days.Count
            ? new CalendarYear(known, source, [.. days.OrderBy(static d => d.Date)])
            : throw new FormatException($"Lịch làm việc năm {known}: có ngày được nêu hai lần.");
    }

    private static IEnumerable<CalendarDay> Days(JsonElement element, CalendarDayKind kind) =>
        Object(element, "danh sách ngày").EnumerateObject().Select(m =>
            DateOnly.TryParseExact(m.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && m.Value.ValueKind == JsonValueKind.String && m.Value.GetString() is { Length: > 0 } name
                ? new CalendarDay(day, kind, name)
                : throw new FormatException($"Lịch làm việc: '{m.Name}' phải là một ngày dạng yyyy-MM-dd kèm tên."));

    private static JsonElement Object(JsonElement element, string what) =>
        element.ValueKind == JsonValueKind.Object ? element : throw new FormatException($"Lịch làm việc: {what} phải là một đối tượng JSON.");
}
