using System.Globalization;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Documents;

/// <summary>A document as text for people (DOC-08).</summary>
public static class DocumentText
{
    /// <summary>Header fields and files.</summary>
    public static void Write(Terminal terminal, DocumentFacts document, string packet, long size, bool native)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(document);
        Line(terminal, "Số/ký hiệu", document.Code);
        Line(terminal, "Loại", document.TypeName);
        Line(terminal, "Trích yếu", document.Subject);
        Line(terminal, "Cơ quan gửi", document.FromName is { } name ? $"{document.From} {name}" : document.From);
        Line(terminal, "Nơi nhận", string.Join(", ", document.To));
        Line(terminal, "Ngày", document.Date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        Line(terminal, "Người ký", string.Join(", ", new[] { document.Signer, document.SignerPosition }.Where(static s => !string.IsNullOrEmpty(s))));
        Line(terminal, "Độ khẩn", document.PriorityName);
        Line(terminal, "Hạn", document.DueDate?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        Line(terminal, "Mã văn bản", document.DocumentId);
        Line(terminal, "Văn bản gốc", document.TargetDocumentId);
        Line(terminal, "Gói tin", $"{packet} ({Sizes.Format(size)}{(native ? "" : ", không có chữ ký gói tin")})");
        foreach (var file in document.Attachments)
        {
            Line(terminal, $"Tệp {file.Index}", $"{file.SafeName} ({Sizes.Format(file.Size)})");
        }
    }

    /// <summary>How long the packet's signature is proved; nothing for a packet without one.</summary>
    public static void WriteLevel(Terminal terminal, SignatureLevelView? level)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        if (level is not null)
        {
            Line(terminal, "Mức chữ ký", $"{level.Level} – {level.Text}{(level.Reason is { Length: > 0 } reason ? $" ({reason})" : "")}");
        }
    }

    /// <summary>Receipts, oldest first.</summary>
    public static void WriteReceipts(Terminal terminal, IReadOnlyList<ReceiptView> receipts)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        if (receipts is { Count: > 0 })
        {
            terminal.Line("Biên nhận:");
            terminal.Table(
                ["Lúc", "Nút", "Sự kiện", "Kiểm tra chữ ký", "Biên nhận"],
                receipts.Select(static r => (IReadOnlyList<string>)
                    [VietnamTime.Full(r.Time), r.Issuer, r.EventName, r.Verdict ?? r.ReasonCode ?? "–", r.Digest[..16]]));
        }
    }

    /// <summary>Verdicts with their checks.</summary>
    public static void WriteVerdicts(Terminal terminal, IReadOnlyList<VerdictView> verdicts)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(verdicts);
        foreach (var verdict in verdicts)
        {
            terminal.Line($"Kiểm tra lúc {VietnamTime.Full(verdict.At)}: {verdict.Verdict}");
            foreach (var check in verdict.Checks)
            {
                terminal.Line($"  {Mark(check.Outcome)} {CheckNames.Of(check.Name)}: {SafeText.Of(check.Detail)}");
            }
        }
    }

    /// <summary>How a check ended, as a word of constant width.</summary>
    public static string Mark(string outcome) => outcome switch
    {
        "passed" => "[đạt]      ",
        "failed" => "[KHÔNG ĐẠT]",
        _ => "[chưa làm] ",
    };

    /// <summary>The same in one of the two languages.</summary>
    public static string Mark(string outcome, bool english) => !english ? Mark(outcome) : outcome switch
    {
        "passed" => "[passed]  ",
        "failed" => "[FAILED]  ",
        _ => "[not made]",
    };

    private static void Line(Terminal terminal, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            terminal.Line($"  {name,-12} {SafeText.Of(value)}");
        }
    }
}
