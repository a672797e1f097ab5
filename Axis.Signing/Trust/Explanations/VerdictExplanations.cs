namespace Axis.Signing.Trust.Explanations;

/// <summary>One explanation per sub-indication, no more and no fewer.</summary>
public static class VerdictExplanations
{
    /// <summary>A signature that passed where no directory says which agency a certificate is of: foreign XML, a PDF.</summary>
    public static Explanation PassedByHolder { get; } = new(
        "Chữ ký hợp lệ: nội dung còn nguyên như lúc ký, người ký là chủ chứng thư nêu ở đây.", "Đối chiếu tên người ký với nơi lẽ ra phải ký.",
        "The signature is valid: the content is as it was signed, by the holder of the certificate named here.", "Compare the signer's name with who ought to have signed.");

    private static readonly Dictionary<SubIndication, Explanation> Table = new()
    {
        [SubIndication.None] = new(
            "Chữ ký hợp lệ: nội dung còn nguyên như lúc ký và đúng là của cơ quan ghi trong văn bản.", "Không cần làm gì thêm.",
            "The signature is valid: the content is as it was signed, and the signer is the agency named in the document.", "Nothing needs to be done."),
        [SubIndication.FormatFailure] = new(
            "Tệp không đúng dạng quy định nên không thể coi là văn bản đã ký.", "Xin nơi gửi gửi lại tệp gốc; không sửa, không mở rồi lưu lại tệp.",
            "The file is not in the required form, so it cannot count as a signed document.", "Ask the sender for the original file; do not edit or re-save it."),
        [SubIndication.HashFailure] = new(
            "Nội dung đã bị thay đổi sau khi ký.", "Không dùng văn bản này. Giữ tệp làm bằng chứng và xin nơi gửi gửi lại qua trục.",
            "The content was changed after it was signed.", "Do not use this document. Keep the file as evidence and ask the sender to send it again."),
        [SubIndication.SigCryptoFailure] = new(
            "Giá trị chữ ký sai: chữ ký không do khóa của chứng thư này tạo ra, hoặc đã bị sửa.", "Không dùng văn bản này. Giữ tệp làm bằng chứng và báo cơ quan gửi.",
            "The signature value is wrong: it was not made with this certificate's key, or it was altered.", "Do not use this document. Keep the file as evidence and tell the sender."),
        [SubIndication.SigConstraintsFailure] = new(
            "Chữ ký không theo đúng quy định của trục, ví dụ thời điểm ký tự khai không khớp với bằng chứng.", "Xem bước kiểm tra không đạt ở trên; xin cơ quan gửi ký lại.",
            "The signature breaks a rule of the exchange, such as a claimed signing time that does not fit the evidence.", "See the failed check above; ask the sender to sign again."),
        [SubIndication.CryptoConstraintsFailure] = new(
            "Chữ ký dùng thuật toán hoặc độ dài khóa không còn được phép.", "Xin cơ quan gửi ký lại bằng thuật toán được phép (SHA-256 trở lên; RSA từ 2048 bit, ECDSA P-256, P-384).",
            "The signature uses an algorithm or key size that is no longer allowed.", "Ask the sender to sign again with an allowed algorithm (SHA-256 or stronger; RSA from 2048 bits, ECDSA P-256, P-384)."),
        [SubIndication.CryptoConstraintsFailureNoPoe] = new(
            "Thuật toán nay không còn được tin, và không có bằng chứng rằng chữ ký có từ khi thuật toán còn được tin.", "Tìm dấu thời gian hoặc biên nhận cũ của gói tin và đưa vào cùng lệnh kiểm tra.",
            "The algorithm is no longer trusted, and nothing proves that the signature is older than that.", "Find an old timestamp or receipt of the packet and verify with it."),
        [SubIndication.ChainConstraintsFailure] = new(
            "Chứng thư không được cấp cho việc này, hoặc đường cấp chứng thư vi phạm ràng buộc của CA.", "Cơ quan gửi cần xin chứng thư đúng mục đích ký; báo CA đã cấp.",
            "The certificate was not issued for this purpose, or its path breaks a constraint of an authority.", "The sender needs a certificate for signing; tell the issuing authority."),
        [SubIndication.CertificateChainGeneralFailure] = new(
            "Đường cấp chứng thư có lỗi khác nên không kết luận được.", "Gửi chứng thư cho CA đã cấp để kiểm tra.",
            "The certificate path has another fault, so nothing can be concluded.", "Have the issuing authority look at the certificate."),
        [SubIndication.NoSigningCertificateFound] = new(
            "Chữ ký không kèm chứng thư của người ký.", "Xin cơ quan gửi ký lại có kèm chứng thư.",
            "The signature comes without the signer's certificate.", "Ask the sender to sign again with the certificate included."),
        [SubIndication.NoCertificateChainFound] = new(
            "Chứng thư không dẫn tới gốc tin cậy nào của danh bạ: không biết ai bảo đảm cho người ký.", "Kiểm tra đã đưa đủ danh bạ chưa; nếu đủ thì không dùng văn bản này và báo cơ quan gửi.",
            "The certificate leads to no trust anchor of the directory: nobody known vouches for the signer.", "Check that the whole directory was given; if so, do not use the document and tell the sender."),
        [SubIndication.Revoked] = new(
            "Chứng thư đã bị thu hồi trước khi ký.", "Không dùng văn bản này; xin cơ quan gửi ký lại bằng chứng thư còn hiệu lực.",
            "The certificate was revoked before the signature.", "Do not use this document; ask the sender to sign again with a valid certificate."),
        [SubIndication.RevokedNoPoe] = new(
            "Chứng thư đã bị thu hồi, và không có bằng chứng độc lập rằng văn bản được ký trước lúc đó.", "Đưa biên nhận của nút khác hoặc dấu thời gian vào cùng lệnh; không có thì xác minh với cơ quan gửi.",
            "The certificate is revoked, and nothing independent proves that the document was signed before.", "Verify with another node's receipt or a timestamp; failing that, confirm with the sender."),
        [SubIndication.RevokedCaNoPoe] = new(
            "Chứng thư của CA cấp trên đã bị thu hồi, và không có bằng chứng độc lập rằng văn bản được ký trước lúc đó.", "Đưa biên nhận của nút khác hoặc dấu thời gian vào cùng lệnh; hỏi CA gốc về thời điểm và lý do thu hồi.",
            "The certificate of an issuing authority is revoked, and nothing independent proves that the document was signed before.", "Verify with another node's receipt or a timestamp; ask the root authority when and why."),
        [SubIndication.Expired] = new(
            "Chứng thư đã hết hạn trước khi ký.", "Xin cơ quan gửi ký lại bằng chứng thư còn hạn.",
            "The certificate had expired before the signature.", "Ask the sender to sign again with a valid certificate."),
        [SubIndication.NotYetValid] = new(
            "Chứng thư chưa đến ngày bắt đầu hiệu lực khi ký.", "Kiểm tra đồng hồ của cơ quan gửi; xin ký lại.",
            "The certificate had not begun when it was signed with.", "Check the sender's clock; ask for a new signature."),
        [SubIndication.OutOfBoundsNoPoe] = new(
            "Vào thời điểm được xét, chứng thư nằm ngoài thời hạn, và không có bằng chứng sớm hơn.", "Đưa biên nhận của nút khác hoặc dấu thời gian của văn bản vào cùng lệnh kiểm tra.",
            "At the instant judged, the certificate is outside its validity, and there is no earlier proof.", "Verify together with another node's receipt or a timestamp of the document."),
        [SubIndication.OutOfBoundsNotRevoked] = new(
            "Vào thời điểm được xét, chứng thư nằm ngoài thời hạn nhưng không bị thu hồi.", "Đưa biên nhận của nút khác hoặc dấu thời gian của văn bản vào cùng lệnh kiểm tra.",
            "At the instant judged, the certificate is outside its validity, but it was not revoked.", "Verify together with another node's receipt or a timestamp of the document."),
        [SubIndication.TryLater] = new(
            "Chưa đủ dữ liệu để kết luận lúc này: thiếu hoặc quá cũ danh sách thu hồi hay danh bạ.", "Lấy danh bạ và danh sách thu hồi mới rồi kiểm tra lại; nút tự kiểm tra lại theo lịch.",
            "Not enough is known now: revocation data or the directory is missing or too old.", "Get a newer directory and revocation list and verify again; a node does so by itself."),
        [SubIndication.SignedDataNotFound] = new(
            "Không tìm thấy chữ ký, hoặc không tìm thấy phần dữ liệu được ký.", "Xin nơi gửi gửi đủ tệp có chữ ký.",
            "There is no signature, or what it signs is not there.", "Ask the sender for the complete signed file."),
        [SubIndication.NoPoe] = new(
            "Không có bằng chứng độc lập nào về thời điểm ký.", "Đưa biên nhận của nút khác hoặc dấu thời gian vào cùng lệnh kiểm tra.",
            "Nothing independent proves when it was signed.", "Verify together with another node's receipt or a timestamp."),
        [SubIndication.PolicyProcessingError] = new(
            "Không áp dụng được quy tắc kiểm tra đã chọn.", "Kiểm tra phần cấu hình Verification, rồi kiểm tra lại.",
            "The chosen validation policy could not be applied.", "Check the Verification settings and verify again."),
        [SubIndication.Generic] = new(
            "Không kết luận được vì một lý do khác.", "Xem bước kiểm tra không đạt ở trên; gửi tệp cho người quản trị nút.",
            "Nothing can be concluded for another reason.", "See the failed check above; hand the file to the node's administrator."),
        [SubIndication.BindingBroken] = new(
            "Chứng thư là của chủ thể khác: danh bạ không gắn nó với cơ quan ghi trong văn bản.", "Không dùng văn bản này: có người gửi dưới tên cơ quan khác. Giữ tệp làm bằng chứng và báo ngay cơ quan bị mạo danh.",
            "The certificate is somebody else's: the directory does not bind it to the agency named in the document.", "Do not use this document: somebody sends in another's name. Keep the file as evidence and tell that agency."),
        [SubIndication.BindingUnknown] = new(
            "Danh bạ đưa vào chưa biết chứng thư này là của ai.", "Thêm danh bạ đầy đủ, mới nhất (--directory root.section và các phần khác) rồi kiểm tra lại.",
            "The directory given does not say whose certificate this is.", "Add the complete, newest directory (--directory root.section and the others) and verify again."),
    };

    /// <summary>The explanation of a verdict.</summary>
    public static Explanation Of(Indication indication, SubIndication sub) =>
        sub == SubIndication.None && indication != Indication.TotalPassed ? Table[SubIndication.Generic] : Table[sub];

    /// <summary>The explanation of a verdict as text, as <see cref="Verdicts.Format"/> writes it; <c>null</c> when it is no such text.</summary>
    public static Explanation? Of(string verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        foreach (var indication in Enum.GetValues<Indication>())
        {
            foreach (var sub in Enum.GetValues<SubIndication>())
            {
                if (Verdicts.Format(indication, sub) == verdict)
                {
                    return Of(indication, sub);
                }
            }
        }

        return null;
    }
}
