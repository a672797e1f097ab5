namespace Axis.Node.Audit;

/// <summary>Refusals of the auditor's pages. Codes are stable.</summary>
internal static class AuditRefusals
{
    public static Refusal NoFile { get; } = new(RefusalKind.Invalid, "FILE_MISSING", "Hãy chọn một tệp không rỗng để kiểm tra.", "Choose a file that is not empty.");

    public static Refusal TooManyReceipts { get; } = new(
        RefusalKind.TooLarge,
        "FILE_TOO_LARGE",
        $"Tệp biên nhận lớn hơn {UploadVerification.LargestReceipts >> 20} MB. Hãy chia nhỏ, hoặc kiểm tra bằng lệnh 'axis verify' ngay trên máy có tệp.",
        $"The file of receipts is over {UploadVerification.LargestReceipts >> 20} MB. Divide it, or verify it with 'axis verify' on the machine that has it.");

    public static Refusal TooLarge { get; } = new(
        RefusalKind.TooLarge,
        "FILE_TOO_LARGE",
        $"Tệp lớn hơn {UploadVerification.Largest >> 20} MB. Hãy kiểm tra bằng lệnh 'axis verify' ngay trên máy có tệp.",
        $"The file is over {UploadVerification.Largest >> 20} MB. Verify it with 'axis verify' on the machine that has it.");
}
