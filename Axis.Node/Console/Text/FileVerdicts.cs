namespace Axis.Node.Console.Text;

/// <summary>What the check of a file means for somebody who brought it, by what kind of file it is; packets in the inbox have sentences of their own.</summary>
public static class FileVerdicts
{
    /// <summary>The kind of an evidence container; the others are those of the verifier's reports.</summary>
    public const string Evidence = "evidence";

    /// <summary>The sentence.</summary>
    /// <param name="tongue">The language.</param>
    /// <param name="kind">Of the file.</param>
    /// <param name="verdict">In the words of EN 319 102-1.</param>
    public static string Say(Tongue tongue, string kind, string verdict)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.StartsWith("TOTAL-PASSED", StringComparison.Ordinal) ? Passed(tongue, kind)
            : verdict.StartsWith("TOTAL-FAILED", StringComparison.Ordinal) ? Failed(tongue, kind)
            : Open(tongue, kind);
    }

    private static string Passed(Tongue tongue, string kind) => kind switch
    {
        "packet" => tongue.Say("Chữ ký của cơ quan gửi hợp lệ, nội dung gói tin nguyên vẹn.", "The sender's signature is valid and the packet is unaltered."),
        "receipt" => tongue.Say("Niêm ký của nút lập biên nhận hợp lệ, biên nhận nguyên vẹn.", "The seal of the node that issued it is valid and the receipt is unaltered."),
        "pdf" => tongue.Say("Chữ ký trong tệp PDF hợp lệ, phần được ký nguyên vẹn. Giá trị pháp lý của tệp ở bên dưới.", "The signatures in the PDF are valid and what they cover is unaltered. Its legal value stands below."),
        Evidence => tongue.Say("Mọi mắt xích của hồ sơ bằng chứng đều đúng.", "Every link of the evidence holds."),
        _ => tongue.Say("Chữ ký XML trong tệp hợp lệ, phần được ký nguyên vẹn.", "The XML signature in the file is valid and what it covers is unaltered."),
    };

    private static string Failed(Tongue tongue, string kind) => kind switch
    {
        "packet" => tongue.Say("Chữ ký của cơ quan gửi không hợp lệ, hoặc nội dung gói tin đã bị thay đổi.", "The sender's signature is invalid, or the packet was altered."),
        "receipt" => tongue.Say("Niêm ký không hợp lệ, hoặc biên nhận đã bị thay đổi: không dùng làm bằng chứng được.", "The seal is invalid, or the receipt was altered: it proves nothing."),
        "pdf" => tongue.Say("Có chữ ký trong tệp PDF không hợp lệ, hoặc tệp đã bị thay đổi sau khi ký.", "A signature in the PDF is invalid, or the file was altered after it was signed."),
        Evidence => tongue.Say("Có mắt xích của hồ sơ bằng chứng bị đứt: hồ sơ không chứng minh được điều nó nêu.", "A link of the evidence is broken: it does not prove what it says."),
        _ => tongue.Say("Chữ ký XML trong tệp không hợp lệ, hoặc tệp đã bị thay đổi sau khi ký.", "The XML signature in the file is invalid, or the file was altered after it was signed."),
    };

    private static string Open(Tongue tongue, string kind) => kind switch
    {
        "packet" => tongue.Say("Chưa đủ căn cứ để kết luận về chữ ký của cơ quan gửi; lý do ở bên dưới.", "There is not enough to decide about the sender's signature; why stands below."),
        "receipt" => tongue.Say("Chưa đủ căn cứ để kết luận về niêm ký của biên nhận; lý do ở bên dưới.", "There is not enough to decide about the receipt's seal; why stands below."),
        "pdf" => tongue.Say("Chưa đủ căn cứ để kết luận về chữ ký trong tệp PDF, hoặc tệp không có chữ ký; lý do ở bên dưới.", "There is not enough to decide about the PDF's signatures, or it has none; why stands below."),
        Evidence => tongue.Say("Chưa đủ căn cứ để kết luận về hồ sơ bằng chứng; lý do ở bên dưới.", "There is not enough to decide about the evidence; why stands below."),
        _ => tongue.Say("Chưa đủ căn cứ để kết luận về tệp này, hoặc tệp không có chữ ký; lý do ở bên dưới.", "There is not enough to decide about this file, or it has no signature; why stands below."),
    };
}
