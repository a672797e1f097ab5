using System.Xml;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Strict;

/// <summary>Collects violations of the strict profile.</summary>
internal sealed class ProfileCheck
{
    private readonly List<Violation> _violations = [];

    public IReadOnlyList<Violation> Violations => _violations;

    public void Add(string code, string field, string sentenceVi, string sentenceEn, ValidationLevel level = ValidationLevel.L4) =>
        _violations.Add(new Violation(code, level, field, sentenceVi, sentenceEn));

    public void Required(string? text, string field, string nameVi, int max)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add("W05", field, $"Thiếu {nameVi}; hãy nhập rồi gửi lại.", $"{field} is required.", ValidationLevel.L3);
            return;
        }

        Optional(text, field, nameVi, max);
    }

    public void Optional(string? text, string field, string nameVi, int max)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (IllegalAt(text) is { } position)
        {
            Add("W01", field, $"{nameVi} chứa ký tự không được phép trong XML (vị trí {position + 1}); hãy gõ lại.", $"{field} holds a character that XML does not allow (position {position + 1}).");
        }

        if (text.Length > max && Length(text) is var length && length > max)
        {
            Add("W10", field, $"{nameVi} dài {length} ký tự, quá mức {max}; hãy rút gọn.", $"{field} has {length} characters, more than {max}.");
        }
    }

    public void NotNegative(int value, string field, string nameVi)
    {
        if (value < 0)
        {
            Add("W05", field, $"{nameVi} không được âm.", $"{field} must not be negative.");
        }
    }

    public void Date(DateOnly? date, string field, string nameVi)
    {
        if (date is { } value && !VietnamTime.InRange(value.Year))
        {
            Add("W06", field, $"{nameVi} phải nằm trong các năm {VietnamTime.FirstYear}–{VietnamTime.LastYear}.", $"{field} must lie in the years {VietnamTime.FirstYear}–{VietnamTime.LastYear}.");
        }
    }

    public void Timestamp(DateTimeOffset? instant, string field, string nameVi)
    {
        if (instant is not { } value)
        {
            Add("W06", field, $"Thiếu {nameVi}.", $"{field} is required.");
        }
        else
        {
            // Conversion to Vietnam time is not defined within seven hours of the calendar's ends.
            var year = value.UtcDateTime.Year;
            if (!VietnamTime.InRange(year) || !VietnamTime.InRange(VietnamTime.ToLocal(value).Year))
            {
                Add("W06", field, $"{nameVi} phải nằm trong các năm {VietnamTime.FirstYear}–{VietnamTime.LastYear}.", $"{field} must lie in the years {VietnamTime.FirstYear}–{VietnamTime.LastYear}.");
            }
        }
    }

    public void Agency(OrganId id, string code, string field, string nameVi)
    {
        if (id.IsEmpty)
        {
            Add(code, field, $"Thiếu mã định danh của {nameVi}.", $"{field} has no agency identifier.", ValidationLevel.L2);
        }
        else
        {
            Optional(id.Value, field, $"Mã định danh của {nameVi}", OrganId.MaxLength);
        }
    }

    public void Organ(Organ organ, string code, string field, string nameVi)
    {
        Agency(organ.OrganId, code, field + "/OrganId", nameVi);
        Optional(organ.OrganizationInCharge, field + "/OrganizationInCharge", "Tên cơ quan chủ quản", 500);
        Optional(organ.OrganName, field + "/OrganName", "Tên cơ quan", 200);
        Optional(organ.OrganAdd, field + "/OrganAdd", "Địa chỉ", 500);
        Optional(organ.Email, field + "/Email", "Thư điện tử", 100);
        Optional(organ.Telephone, field + "/Telephone", "Số điện thoại", 20);
        Optional(organ.Fax, field + "/Fax", "Số fax", 20);
        Optional(organ.Website, field + "/Website", "Trang web", 100);
    }

    public void Staff(StaffInfo staff, string field)
    {
        Optional(staff.Department, field + "/Department", "Tên bộ phận", 200);
        Optional(staff.DepartmentId, field + "/DepartmentId", "Mã bộ phận", 100);
        Optional(staff.Staff, field + "/Staff", "Tên cán bộ", 100);
        Optional(staff.StaffId, field + "/StaffId", "Mã cán bộ", 100);
        Optional(staff.Email, field + "/Email", "Thư điện tử của cán bộ", 100);
        Optional(staff.Mobile, field + "/Mobile", "Số di động của cán bộ", 20);
    }

    public void ResponseFor(ResponseFor response, string field)
    {
        Agency(response.OrganId, "W09", field + "/OrganId", "cơ quan được nêu trong ResponseFor");
        Optional(response.Code, field + "/Code", "Số/ký hiệu được nêu", 100);
        Optional(response.DocumentId, field + "/DocumentId", "Mã văn bản được nêu", 255);
        Date(response.PromulgationDate, field + "/PromulgationDate", "Ngày ban hành được nêu");
    }

    /// <summary>Index of the first character outside XML 1.0's Char production, unpaired surrogates included.</summary>
    private static int? IllegalAt(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
                continue;
            }

            return i;
        }

        return null;
    }

    private static int Length(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
