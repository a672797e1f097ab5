using System.Globalization;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Node.Users;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Pages.Registers;

/// <summary>The fields of a line in the order of a clerk's work, and how a form is read into them. Limits are those of the register itself, judged there.</summary>
internal static class LineFields
{
    private static readonly LineField[] All =
    [
        Text("organName", "Cơ quan ban hành", "Issued by", 200, static f => f.OrganName, static (f, v) => f with { OrganName = v }) with { Incoming = true, Needed = true },
        Text("codeNumber", "Số", "Number", 11, static f => f.CodeNumber, static (f, v) => f with { CodeNumber = v }) with { Issued = true },
        Text("codeNotation", "Ký hiệu", "Notation", 30, static f => f.CodeNotation, static (f, v) => f with { CodeNotation = v }) with { Issued = true },
        Day("issuedDate", "Ngày văn bản", "Date", static f => f.IssuedDate, static (f, v) => f with { IssuedDate = v }),
        Text("typeName", "Tên loại", "Type", 100, static f => f.TypeName, static (f, v) => f with { TypeName = v }) with { Kind = LineFieldKind.Type, Needed = true },
        Text("subject", "Trích yếu", "Subject", 500, static f => f.Subject, static (f, v) => f with { Subject = v }) with { Kind = LineFieldKind.Area, Needed = true },
        Text("fullName", "Người ký", "Signed by", 50, static f => f.FullName, static (f, v) => f with { FullName = v }),
        Text("position", "Chức vụ", "Position", 100, static f => f.Position, static (f, v) => f with { Position = v }),
        Text("recipients", "Nơi nhận", "Recipients", 1000, static f => f.Recipients, static (f, v) => f with { Recipients = v }) with { Kind = LineFieldKind.Area, Incoming = false },
        Text("toPlaces", "Đơn vị, người nhận", "Unit or person", 1000, static f => f.ToPlaces, static (f, v) => f with { ToPlaces = v }),
        Number("priority", "Mức độ khẩn", "Urgency", static f => f.Priority, static (f, v) => f with { Priority = v }) with { Kind = LineFieldKind.Urgency },
        Day("dueDate", "Hạn giải quyết", "Due", static f => f.DueDate, static (f, v) => f with { DueDate = v }),
        Number("issuedAmount", "Số lượng bản", "Copies", static f => f.IssuedAmount, static (f, v) => f with { IssuedAmount = v }),
        Number("pageAmount", "Số trang", "Pages", static f => f.PageAmount, static (f, v) => f with { PageAmount = v }),
        Day("transferred", "Ngày chuyển", "Handed over on", static f => f.Transferred, static (f, v) => f with { Transferred = v }),
        Text("receivedBy", "Ký nhận", "Received by", 100, static f => f.ReceivedBy, static (f, v) => f with { ReceivedBy = v }),
        Text("answerCode", "Số, ký hiệu văn bản trả lời", "Answered by", 100, static f => f.AnswerCode, static (f, v) => f with { AnswerCode = v }) with { Incoming = true },
        Text("description", "Ghi chú", "Note", 500, static f => f.Description, static (f, v) => f with { Description = v }),
        Text("language", "Ngôn ngữ", "Language", 30, static f => f.Language, static (f, v) => f with { Language = v }) with { Seldom = true },
        Text("fileNotation", "Ký hiệu hồ sơ", "File notation", 20, static f => f.FileNotation, static (f, v) => f with { FileNotation = v }) with { Seldom = true },
        Number("fileCatalog", "Năm của hồ sơ", "File year", static f => f.FileCatalog, static (f, v) => f with { FileCatalog = v }) with { Seldom = true },
        Number("docOrdinal", "Số thứ tự trong hồ sơ", "Ordinal in the file", static f => f.DocOrdinal, static (f, v) => f with { DocOrdinal = v }) with { Seldom = true },
    ];

    /// <summary>The fields of a register.</summary>
    public static IEnumerable<LineField> Of(bool incoming) => All.Where(f => f.Incoming is null || f.Incoming == incoming);

    /// <summary>The fields that a correction may change.</summary>
    public static IEnumerable<LineField> Correctable(bool incoming) => Of(incoming).Where(f => incoming || !f.Issued);

    /// <summary>What a form says; what it leaves empty is not stated.</summary>
    /// <exception cref="RefusedException">A day or number is none.</exception>
    public static RegisterFields Read(IFormCollection form, bool incoming)
    {
        var fields = new RegisterFields();
        foreach (var field in Of(incoming))
        {
            fields = Given(form, field) is { Length: > 0 } text ? field.Set(fields, text) : fields;
        }

        return fields;
    }

    /// <summary>What a form changes of a line; what is as it was is not stated.</summary>
    /// <exception cref="RefusedException">A day or number is none, or one was emptied, which a register does not do.</exception>
    public static RegisterFields Changes(IFormCollection form, RegisterFields before, bool incoming)
    {
        var fields = new RegisterFields();
        foreach (var field in Correctable(incoming))
        {
            var (was, now) = (Plain(field.Get(before) ?? ""), Given(form, field));
            if (now == was || !form.ContainsKey(field.Name))
            {
                continue;
            }

            fields = now.Length > 0 || field.Kind is LineFieldKind.Text or LineFieldKind.Area
                ? field.Set(fields, now)
                : throw Wrong(field.Name, $"{field.Vietnamese} đã ghi thì không xóa trắng được; ghi giá trị đúng.", $"{field.English} cannot be emptied; write what is right.");
        }

        return fields;
    }

    /// <summary>The same refusal with the names of the form.</summary>
    public static Refusal Rename(Refusal refusal) =>
        refusal with { Errors = [.. refusal.Errors.Select(static e => e.Field.StartsWith("fields.", StringComparison.Ordinal) ? e with { Field = e.Field["fields.".Length..] } : e)] };

    // Browsers send the line breaks of an area as CR LF; a register's cell has none.
    private static string Given(IFormCollection form, LineField field) => Plain(form[field.Name].ToString());

    private static string Plain(string text) => text.ReplaceLineEndings(" ").Trim();

    private static LineField Text(string name, string vietnamese, string english, int most, Func<RegisterFields, string?> get, Func<RegisterFields, string, RegisterFields> set) =>
        new(name, vietnamese, english, LineFieldKind.Text, most, get, set);

    private static LineField Day(string name, string vietnamese, string english, Func<RegisterFields, DateOnly?> get, Func<RegisterFields, DateOnly, RegisterFields> set) => new(
        name, vietnamese, english, LineFieldKind.Day, "dd/mm/yyyy".Length, f => get(f) is { } day ? VietnamTime.Day(day) : null, (f, v) => set(f, VietnamTime.TryDay(v, out var day)
            ? day
            : throw Wrong(name, "Ngày viết theo dạng dd/mm/yyyy.", "Write the date as dd/mm/yyyy.")));

    private static LineField Number(string name, string vietnamese, string english, Func<RegisterFields, int?> get, Func<RegisterFields, int, RegisterFields> set) => new(
        name, vietnamese, english, LineFieldKind.Number, 4, f => get(f)?.ToString(CultureInfo.InvariantCulture), (f, v) => set(f, int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(name, $"{vietnamese} là một số.", $"{english} is a number.")));

    private static RefusedException Wrong(string field, string vietnamese, string english) => new(UserRefusals.Field(field, "REG-01", vietnamese, english));
}
