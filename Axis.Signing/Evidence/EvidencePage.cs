using System.Globalization;
using Axis.Core.Receipts;
using Axis.Core.Tracking;

namespace Axis.Signing.Evidence;

/// <summary>
/// The page that tells people the story of the document hop by hop: self-contained HTML without scripts or anything from outside. It is the exporting node's
/// account; what proves it are the other files.
/// </summary>
public static class EvidencePage
{
    private const string Head = """
        <!DOCTYPE html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width">
        <title>Hồ sơ bằng chứng chuyển nhận văn bản</title>
        <style>
        body { font: 16px/1.5 serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border: 1px solid #777; padding: .3em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        code, pre { font: 13px/1.4 monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
        h2 { margin-top: 2em; }
        </style>
        </head>
        <body>
        <h1>Hồ sơ bằng chứng chuyển nhận văn bản</h1>

        """;

    private const string HowTo = """
        <h2>Tự kiểm tra, không cần tin phần mềm đã lập hồ sơ</h2>
        <p>Giải nén tệp (đây là một tệp ZIP theo ETSI EN 319 162-1) vào một thư mục trống rồi chạy trong thư mục đó, trên máy không nối mạng:</p>
        <pre>
        TIN=$(printf -- '--trusted-pem %s ' trust/0*.pem)
        ID='--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties --id-attr:Id http://www.w3.org/2000/09/xmldsig#:Object'
        # Toàn bộ hồ sơ: chữ ký của nút lập hồ sơ trên mọi tệp
        xmlsec1 --verify $ID $TIN META-INF/signatures.xml
        # Chữ ký của cơ quan trên gói tin; tương tự với statuses/*.edxml
        xmlsec1 --verify $ID $TIN packet.edxml
        # Niêm ký của biên nhận và của đầu nhật ký
        xmlsec1 --verify $TIN seals/001.xml
        # Dấu thời gian trên toàn bộ hồ sơ, và trên chữ ký của gói tin (nếu có)
        openssl ts -verify -in META-INF/timestamp001.tst -token_in -data META-INF/ASiCManifest001.xml -CAfile trust/anchors.pem
        openssl ts -verify -in timestamps/000-001.tst -token_in -data timestamps/000-signature-value.xml -CAfile trust/anchors.pem
        </pre>
        <p>Chứng thư đã hết hạn: thêm <code>--verification-gmt-time "YYYY-MM-DD HH:MM:SS"</code> (xmlsec1) hoặc <code>-attime</code> giây Unix (openssl) với thời điểm ký.
        Lệnh <code>axis evidence verify TỆP --root-fingerprint DẤU-VÂN-TAY</code> kiểm tra mọi mắt xích ngoại tuyến, chỉ cần dấu vân tay đã công bố của khóa gốc danh bạ.</p>
        </body>
        </html>

        """;

    /// <summary>Writes the page.</summary>
    /// <exception cref="ReceiptFormatException">A receipt of the draft is malformed.</exception>
    public static byte[] Write(EvidenceDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var page = new PageText();
        page.Raw(Head);
        Document(page, draft);
        Hops(page, draft);
        Statuses(page, draft);
        Verdicts(page, draft);
        Keeping(page, draft);
        return page.Raw(HowTo).ToBytes();
    }

    private static void Document(PageText page, EvidenceDraft draft)
    {
        var facts = draft.Facts;
        page.Raw("<h2>Văn bản</h2>\n").Head("Mục", "Nội dung")
            .Row("Số, ký hiệu", facts.Code)
            .Row("Trích yếu", facts.Subject)
            .Row("Loại văn bản", facts.TypeName)
            .Row("Ngày ban hành", facts.PromulgationDate?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture))
            .Row("Người ký văn bản", facts.Signer)
            .Row("Cơ quan gửi (đã ký gói tin)", facts.From)
            .Row("Nơi nhận", string.Join("; ", facts.To))
            .Row("SHA-256 của gói tin", draft.Packets[0].Digest.ToString())
            .Raw("</table>\n<p>Hồ sơ do nút ").Text(draft.Node.Value).Raw(" lập lúc ").Text(PageText.Time(draft.MadeAt)).Raw(" (giờ Việt Nam).</p>\n");
    }

    private static void Hops(PageText page, EvidenceDraft draft)
    {
        page.Raw("<h2>Văn bản đã đi qua những tay nào</h2>\n<p>Mỗi dòng là một biên nhận có niêm ký của nút nêu tên; giờ Việt Nam.</p>\n")
            .Head("Lúc", "Nút", "Việc", "Nơi nhận", "Kết luận của nút", "Tệp");
        for (var i = 0; i < draft.Receipts.Count; i++)
        {
            var receipt = ReceiptXml.Read(draft.Receipts[i].Bytes.Span);
            page.Row(
                PageText.Time(receipt.Time),
                receipt.Issuer.Value,
                StateText.EventName(receipt.Event) + (receipt.Packet == draft.Packets[0].Digest ? "" : " (gói trạng thái)") + (receipt.ReasonCode is { } code ? $" [{code}]" : ""),
                string.Join("; ", receipt.Recipients.Select(static r => r.Delivered.Value + (r.Accepted ? "" : " (không: " + r.Code + ")"))),
                receipt.Verdict,
                EvidenceNames.Receipt(i + 1));
        }

        page.Raw("</table>\n");
    }

    private static void Statuses(PageText page, EvidenceDraft draft)
    {
        page.Raw("<h2>Trả lời của nơi nhận</h2>\n");
        if (draft.Packets.Count == 1)
        {
            page.Raw("<p>Nút lập hồ sơ chưa có gói trạng thái nào.</p>\n");
            return;
        }

        page.Head("Nhận được lúc", "Trạng thái", "Tệp");
        for (var i = 1; i < draft.Packets.Count; i++)
        {
            page.Row(PageText.Time(draft.Packets[i].ReceivedAt), draft.Packets[i].Title, EvidenceNames.Status(i));
        }

        page.Raw("</table>\n");
    }

    private static void Verdicts(PageText page, EvidenceDraft draft)
    {
        page.Raw("<h2>Kết luận kiểm tra chữ ký đã lưu</h2>\n<p>Kết luận của từng lần kiểm tra được giữ nguyên, lần sau không thay lần trước.</p>\n").Head("Lúc", "Gói tin", "Kết luận", "Nghĩa là");
        foreach (var verdict in draft.Verdicts)
        {
            page.Row(PageText.Time(verdict.At), verdict.Packet[..16], verdict.Verdict, Meaning(verdict.Verdict));
        }

        page.Raw("</table>\n");
    }

    private static void Keeping(PageText page, EvidenceDraft draft)
    {
        page.Raw("<h2>Giữ lâu dài</h2>\n<ul>\n<li>");
        page.Text(draft.Journal is { } journal
            ? $"{journal.Entries.Count} mục nhật ký của nút về văn bản nằm dưới một đầu nhật ký đã niêm ({journal.TreeSize} mục); {(journal.Cosigned.Count == 0 ? "chưa có nút bên cạnh nào ký chứng kiến" : "ký chứng kiến: " + string.Join(", ", journal.Cosigned.Select(static c => c.Neighbour.Value)))}."
            : "Chưa có đầu nhật ký nào được niêm trên các mục về văn bản này.");
        page.Raw("</li>\n<li>").Text(draft.Packets[0].Proofs.Count == 0
            ? "Gói tin chưa có dấu thời gian riêng."
            : $"Gói tin có {draft.Packets[0].Proofs.Count} bằng chứng kèm theo (dấu thời gian, chứng thư, dữ liệu thu hồi).");
        page.Raw("</li>\n<li>").Text("Danh bạ, gốc tin cậy và dữ liệu thu hồi trong hồ sơ là của ngày lập hồ sơ; dấu thời gian trên hồ sơ (META-INF/timestamp….tst) chứng minh ngày đó và cần được gia hạn trước khi chứng thư của tổ chức cấp hết hạn: axis evidence renew.");
        page.Raw("</li>\n</ul>\n");
    }

    private static string Meaning(string verdict) =>
        verdict.StartsWith("TOTAL-PASSED", StringComparison.Ordinal) ? "Chữ ký đúng, đúng cơ quan, chứng thư có hiệu lực."
        : verdict.StartsWith("TOTAL-FAILED", StringComparison.Ordinal) ? "Chữ ký sai hoặc nội dung đã bị thay đổi."
        : "Chưa đủ dữ liệu để kết luận; không được coi là hợp lệ.";
}
