using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Strict;

/// <summary>Values in the one spelling that the strict profile writes (W05, W06).</summary>
internal static class StrictText
{
    public static void NoAttributes(ElementNode element, string path)
    {
        if (element.Attributes.Count > 0)
        {
            throw Fault.Of(EdxmlFaults.Attribute, path, $"có thuộc tính lạ '{element.Attributes[0].LocalName}'", "has an attribute that the profile does not know");
        }
    }

    public static string Of(ElementNode element, string path)
    {
        NoAttributes(element, path);
        if (element.Children.Count > 0)
        {
            throw Fault.Of(EdxmlFaults.Content, path, "chỉ được chứa chữ nhưng có phần tử con", "may hold text only but has child elements");
        }

        return element.Text.Length > 0
            ? element.Text
            : throw Fault.Of(EdxmlFaults.Value, path, "rỗng; phần tử tùy chọn không có nội dung thì phải bỏ đi", "is empty; an optional element without content is left out");
    }

    public static OrganId Organ(string text, string path) =>
        OrganId.TryParse(text, out var id) && id.Value == text
            ? id
            : throw Fault.Of(EdxmlFaults.Value, path, "không phải mã định danh ở dạng chuẩn (chữ hoa, không khoảng trắng, tối đa 35 ký tự)", "is not an agency identifier in its normal form");

    public static DateOnly Date(string text, string path) =>
        VietnamTime.TryParseDate(text, out var date)
            ? date
            : throw Fault.Of(EdxmlFaults.Value, path, "không phải ngày dạng yyyy/MM/dd", "is not a date written yyyy/MM/dd");

    public static DateTimeOffset Timestamp(string text, string path) =>
        VietnamTime.TryParseTimestamp(text, out var instant)
            ? instant
            : throw Fault.Of(EdxmlFaults.Value, path, "không phải thời điểm dạng yyyy/MM/dd HH:mm:ss", "is not a timestamp written yyyy/MM/dd HH:mm:ss");

    public static int Integer(string text, string path) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value.ToString(CultureInfo.InvariantCulture) == text
            ? value
            : throw Fault.Of(EdxmlFaults.Value, path, "không phải số nguyên không âm viết bằng chữ số thập phân", "is not a non-negative integer in decimal digits");

    public static bool Flag(string text, string path) => text switch
    {
        "0" => false,
        "1" => true,
        _ => throw Fault.Of(EdxmlFaults.Value, path, "phải là 0 hoặc 1", "must be 0 or 1"),
    };

    public static bool Boolean(string text, string path) => text switch
    {
        "false" => false,
        "true" => true,
        _ => throw Fault.Of(EdxmlFaults.Value, path, "phải là true hoặc false", "must be true or false"),
    };
}
