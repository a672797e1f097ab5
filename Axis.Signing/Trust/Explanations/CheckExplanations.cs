using System.Collections.Frozen;
using Axis.Signing.Pdf;
using Axis.Signing.Timestamps;
using Axis.Signing.Xades;

namespace Axis.Signing.Trust.Explanations;

/// <summary>What each check asks, and what to do when it does not pass.</summary>
public static class CheckExplanations
{
    private const string Original = "Xin nơi gửi gửi lại tệp gốc.";
    private const string OriginalEn = "Ask the sender for the original file.";
    private const string Evidence = "Không dùng văn bản; giữ tệp làm bằng chứng và báo nơi gửi.";
    private const string EvidenceEn = "Do not use the document; keep the file as evidence and tell the sender.";
    private const string Token = "Kiểm tra lại với dấu thời gian hoặc danh bạ khác; nút tự xin dấu thời gian mới theo lịch.";
    private const string TokenEn = "Verify with another timestamp or directory; a node asks for a new timestamp by itself.";

    private static readonly FrozenDictionary<string, Explanation> Table = new Dictionary<string, Explanation>(StringComparer.Ordinal)
    {
        [PacketChecks.NativeForm] = new("Gói tin có đúng cách viết duy nhất của trục không.", Original, "Is the packet in the one spelling of the exchange?", OriginalEn),
        [PacketChecks.SignatureForm] = new("Khối chữ ký có đúng mẫu quy định không.", Original, "Is the signature block of the required form?", OriginalEn),
        [PacketChecks.Algorithm] = new("Thuật toán ký có được phép không.", "Xin cơ quan gửi ký lại bằng thuật toán được phép.", "Is the algorithm allowed?", "Ask the sender to sign again with an allowed one."),
        [PacketChecks.Certificate] = new("Chứng thư có đúng là chứng thư mà chữ ký nêu không.", Evidence, "Is the certificate the one that the signature names?", EvidenceEn),
        [PacketChecks.Properties] = new("Thời điểm ký tự khai và các thuộc tính khác có còn nguyên không.", Evidence, "Are the claimed time and the other properties unaltered?", EvidenceEn),
        [PacketChecks.Contents] = new("Bảng kê nội dung đã ký có còn nguyên không.", Evidence, "Is the signed list of contents unaltered?", EvidenceEn),
        [PacketChecks.Value] = new("Giá trị chữ ký có do khóa của chứng thư tạo ra không.", Evidence, "Was the value made with the certificate's key?", EvidenceEn),
        [PacketChecks.Packet] = new("Toàn bộ gói tin có còn nguyên từng byte không.", Evidence, "Is the whole packet unaltered, byte for byte?", EvidenceEn),
        [PacketChecks.Match] = new("Văn bản và tệp đính kèm có đúng như bảng kê đã ký không.", Evidence, "Are document and files those of the signed list?", EvidenceEn),
        [TrustChecks.Proof] = new("Bằng chứng độc lập sớm nhất cho biết gói tin đã tồn tại từ khi nào.", "Đưa biên nhận của nút khác vào cùng lệnh.", "When does independent evidence first show the packet?", "Verify together with another node's receipt."),
        [TrustChecks.SigningTime] = new("Thời điểm ký tự khai có khớp với bằng chứng không.", "Kiểm tra đồng hồ của cơ quan gửi; xin ký lại.", "Does the claimed time fit the evidence?", "Check the sender's clock; ask for a new signature."),
        [TrustChecks.Binding] = new("Danh bạ có gắn chứng thư với cơ quan gửi không.", "Lấy danh bạ mới; vẫn không thì báo cơ quan gửi.", "Does the directory bind the certificate to the sender?", "Get a newer directory; if it does not help, tell the sender."),
        [TrustChecks.Directory] = new("Phần danh bạ liên quan có còn hiệu lực không.", "Lấy bản danh bạ mới.", "Is the directory section concerned still in force?", "Get a newer directory."),
        [TrustChecks.Agency] = new("Cơ quan gửi có đang hoạt động khi ký không.", "Hỏi cơ quan kế thừa.", "Was the sender open when it signed?", "Ask the agency that continues it."),
        [TrustChecks.Chain] = new("Chứng thư có dẫn tới gốc tin cậy của danh bạ không.", "Kiểm tra đã đưa đủ danh bạ chưa.", "Does the certificate lead to a trust anchor of the directory?", "Check that the whole directory was given."),
        [TrustChecks.KeyUsage] = new("Chứng thư có được cấp để ký không.", "Cơ quan gửi cần chứng thư đúng mục đích.", "Was the certificate issued for signing?", "The sender needs a certificate for signing."),
        [TrustChecks.Validity] = new("Chứng thư có còn hạn vào thời điểm được xét không.", "Đưa biên nhận hoặc dấu thời gian cũ hơn vào cùng lệnh.", "Was the certificate valid at the instant judged?", "Verify together with an older receipt or timestamp."),
        [TrustChecks.Revocation] = new("Chứng thư có bị thu hồi trước thời điểm được xét không.", "Lấy danh sách thu hồi mới (--crl) rồi kiểm tra lại.", "Was the certificate revoked before the instant judged?", "Get a newer revocation list (--crl) and verify again."),
        [TimestampChecks.Imprint] = new("Dấu thời gian có đúng là của dữ liệu này không.", Token, "Is the timestamp one of this data?", TokenEn),
        [TimestampChecks.Signature] = new("Chữ ký của dấu thời gian có đúng không.", Token, "Is the timestamp's signature right?", TokenEn),
        [TimestampChecks.Chain] = new("Cơ quan cấp dấu thời gian có được danh bạ tin không.", Token, "Does the directory trust the timestamp authority?", TokenEn),
        [TimestampChecks.Time] = new("Thời điểm ghi trong dấu thời gian có hợp lý không.", Token, "Does the time in the timestamp make sense?", TokenEn),
        [TimestampChecks.Validity] = new("Chứng thư của cơ quan cấp dấu thời gian có còn hạn không.", Token, "Is the timestamp authority's certificate valid?", TokenEn),
        [TimestampChecks.Revocation] = new("Chứng thư của cơ quan cấp dấu thời gian có bị thu hồi không.", Token, "Is the timestamp authority's certificate revoked?", TokenEn),
        [TimestampChecks.Algorithm] = new("Thuật toán của dấu thời gian có còn được tin không.", Token, "Is the timestamp's algorithm still trusted?", TokenEn),
        [ProofChainVerifier.Order] = new("Các bằng chứng kèm theo có nối tiếp nhau đúng thứ tự không.", Token, "Do the proofs follow one another in order?", TokenEn),
        [ProofChainVerifier.Values] = new("Chứng thư và dữ liệu thu hồi kèm theo có đủ không.", Token, "Are the certificates and revocation data complete?", TokenEn),
        [PdfChecks.Dictionary] = new("Từ điển chữ ký của PDF có đúng mẫu và nằm trong biểu mẫu của tài liệu không.", Evidence, "Is the PDF's signature dictionary of the required form and in the document's form?", EvidenceEn),
        [PdfChecks.ByteRange] = new("Chữ ký có bao trùm toàn bộ lần lưu của nó, không chừa chỗ nào không.", Evidence, "Does the signature cover its whole revision without a hole?", EvidenceEn),
        [PdfChecks.Form] = new("Giá trị chữ ký trong PDF có đọc được không.", Original, "Can the signature value in the PDF be read?", OriginalEn),
        [PdfChecks.Algorithms] = new("Thuật toán của chữ ký PDF có được phép không.", "Xin nơi gửi ký lại bằng SHA-256 trở lên.", "Are the algorithms of the PDF signature allowed?", "Ask the sender to sign again with SHA-256 or stronger."),
        [PdfChecks.Digest] = new("Nội dung PDF được ký có còn nguyên từng byte không.", Evidence, "Is the signed content of the PDF unaltered, byte for byte?", EvidenceEn),
        [PdfChecks.SigningCertificate] = new("Chứng thư kèm theo có đúng là chứng thư mà chữ ký PDF nêu không.", "Xin ký lại có kèm đúng chứng thư.", "Is the certificate the one that the PDF signature names?", "Ask for a signature with its certificate."),
        [PdfChecks.Value] = new("Giá trị chữ ký PDF có do khóa của chứng thư tạo ra không.", Evidence, "Was the PDF signature made with the certificate's key?", EvidenceEn),
        [PdfChecks.LaterChanges] = new("Sau khi ký, tài liệu có bị thay đổi ngoài phần được phép bổ sung không.", "Chỉ tin bản tại thời điểm ký; xin nơi gửi gửi lại tệp gốc.", "Was the document changed after signing beyond permitted additions?", "Trust only the revision that was signed; ask for the original file."),
        [PdfChecks.Timestamp] = new("Dấu thời gian trong PDF có đúng không.", Token, "Is the timestamp in the PDF right?", TokenEn),
        ["receipt-form"] = new("Biên nhận có đúng dạng chuẩn không.", "Xin lại biên nhận từ nút đã cấp.", "Is the receipt of the required form?", "Ask the issuing node for the receipt again."),
        ["seal"] = new("Niêm ký của biên nhận có đúng và thuộc đúng nút không.", "Lấy danh bạ mới; niêm ký sai thì không tin biên nhận này.", "Is the receipt's seal right, and of that node?", "Get a newer directory; do not trust a receipt with a wrong seal."),
        ["signature"] = new("Tệp có chữ ký không.", Original, "Does the file have a signature?", OriginalEn),
        ["xml"] = new("Tệp có đọc được không.", Original, "Can the file be read?", OriginalEn),
        ["binding"] = new("Có gì gắn chữ ký với cơ quan gửi không.", "Xác minh với cơ quan gửi.", "Does anything bind the signature to the sender?", "Confirm with the sender."),
        ["covered"] = new("Phần nào của tệp được ký.", "Chỉ tin phần được ký.", "Which part of the file is signed?", "Trust only what is signed."),
        ["coverage"] = new("Chữ ký có bao trùm cả tệp không.", "Chỉ tin phần được ký.", "Does the signature cover the whole file?", "Trust only what is signed."),
        ["reference"] = new("Phần dữ liệu mà chữ ký nêu có còn nguyên không.", Evidence, "Is what the signature refers to unaltered?", EvidenceEn),
        ["signing-certificate"] = new("Chữ ký có nêu chứng thư của người ký không.", "Xin ký lại có kèm chứng thư.", "Does the signature name the signer's certificate?", "Ask for a signature with the certificate."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names that have an explanation.</summary>
    public static IReadOnlyList<string> Names => Table.Keys;

    /// <summary>The explanation of a check; <c>null</c> when the name is none of this product's. A place before the name (<c>signature 1: reference</c>) is passed over.</summary>
    public static Explanation? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Table.GetValueOrDefault(name[(name.LastIndexOf(' ') + 1)..]);
    }
}
