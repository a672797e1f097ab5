using System.Text.RegularExpressions;
using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Names what a foreign packet says of itself that does not fit together (D09–D17). Nothing is changed.</summary>
internal static partial class ConsistencyNotes
{
    public static void Add(Message message, DeviationLog log)
    {
        switch (message)
        {
            case DocumentMessage document:
                DocumentId(document, log);
                Header(document, log);
                break;
            case StatusMessage status:
                Status(status, log);
                break;
        }
    }

    private static void DocumentId(DocumentMessage document, DeviationLog log)
    {
        if (IdParts().Match(document.DocumentId) is { Success: true } id)
        {
            if (!Agencies.OrganId.TryParse(id.Groups["organ"].Value, out var organ) || organ != document.From.OrganId)
            {
                log.Add("D09", $"DocumentId bắt đầu bằng {DeviationLog.Excerpt(id.Groups["organ"].Value)}, cơ quan gửi là {document.From.OrganId}");
            }

            if (TolerantValues.Date(id.Groups["date"].Value) is { } date && document.PromulgationDate is { } issued && date != issued)
            {
                log.Add("D10", $"DocumentId ghi ngày {VietnamTime.FormatDate(date)}, ngày ban hành là {VietnamTime.FormatDate(issued)}");
            }

            if (document.CodeNumber.Length > 0 && id.Groups["code"].Value.Trim() != document.Code)
            {
                log.Add("D11", $"DocumentId ghi {DeviationLog.Excerpt(id.Groups["code"].Value)}, số/ký hiệu là {DeviationLog.Excerpt(document.Code)}");
            }
        }

        Impossible(document.DocumentId, "DocumentId", log);
        Impossible(document.Business.TargetDocumentId, "Bussiness/DocumentId", log);
    }

    private static void Impossible(string? id, string path, DeviationLog log)
    {
        if (id is not null && IdParts().Match(id) is { Success: true } parts && TolerantValues.Date(parts.Groups["date"].Value) is null)
        {
            log.Add("D17", $"{path} ghi ngày {DeviationLog.Excerpt(parts.Groups["date"].Value)}, không có ngày này");
        }
    }

    private static void Header(DocumentMessage document, DeviationLog log)
    {
        if (document.CodeNumber.Any(char.IsLetter))
        {
            log.Add("D12", $"số văn bản là \"{DeviationLog.Excerpt(document.CodeNumber)}\"");
        }

        if (DocumentTypes.Find(document.Type.TypeName) is { } type && document.Type.Type == DocumentTypes.NormativeGroup && !DocumentTypes.MayBeNormative(type))
        {
            log.Add("D13", $"{type.Name} là văn bản hành chính nhưng Type là {document.Type.Type}; lấy theo tên loại");
        }

        if (document.DueDate is { } due && document.PromulgationDate is { } issued && due < issued)
        {
            log.Add("D14", $"hạn xử lý {VietnamTime.FormatDate(due)} sớm hơn ngày ban hành {VietnamTime.FormatDate(issued)}");
        }

        foreach (var trace in document.TraceHeaders)
        {
            Early(trace.Timestamp, document.PromulgationDate, "TraceHeader/Timestamp", log);
        }

        if (document.TraceHeaders is [var first, ..] && first.OrganId != document.From.OrganId)
        {
            log.Add("D16", $"TraceHeader đầu tiên ghi {first.OrganId}, cơ quan gửi là {document.From.OrganId}");
        }
    }

    private static void Status(StatusMessage status, DeviationLog log)
    {
        foreach (var response in status.ResponseFor)
        {
            Early(status.Timestamp, response.PromulgationDate, "Timestamp", log);
            Impossible(response.DocumentId, "ResponseFor/DocumentId", log);
        }
    }

    private static void Early(DateTimeOffset? instant, DateOnly? issued, string path, DeviationLog log)
    {
        if (instant is { } time && issued is { } date && VietnamTime.DateOf(time) < date)
        {
            log.Add("D15", $"{path} là {VietnamTime.FormatTimestamp(time)}, sớm hơn ngày ban hành {VietnamTime.FormatDate(date)}");
        }
    }

    /// <summary>The form "OrganId,date,number/notation" (edXML §4.1); other forms are opaque.</summary>
    [GeneratedRegex(@"^(?<organ>[^,]{1,50}),(?<date>\d{4}[/-]\d{1,2}[/-]\d{1,2}),(?<code>.+)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex IdParts();
}
