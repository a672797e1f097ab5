namespace Axis.Node.Vxp.Wire;

/// <summary>A value of <c>ErrorCode</c>. Clients only tell <c>0</c> from the rest; whether trying again makes sense is a property of the code.</summary>
/// <param name="Code">The number as text.</param>
/// <param name="Retryable">Whether the same call may succeed later.</param>
/// <param name="Text">What it means, ASCII Vietnamese.</param>
public sealed record VxpError(string Code, bool Retryable, string Text)
{
    /// <summary>Success.</summary>
    public const string None = "0";

    /// <summary>What a success says.</summary>
    public const string SuccessText = "Thanh cong";

    /// <summary>The body is not what was announced.</summary>
    public static VxpError InvalidFile { get; } = new("10", false, "Tep khong hop le");

    /// <summary>Signature, system or address not accepted; which of them is not said.</summary>
    public static VxpError NotAuthenticated { get; } = new("15", false, "Sai SystemId hoac SecretKey");

    /// <summary>No such receiver.</summary>
    public static VxpError ReceiverUnknown { get; } = new("18", false, "Don vi nhan khong ton tai");

    /// <summary>The sender is not registered under the calling system.</summary>
    public static VxpError SenderNotRegistered { get; } = new("19", false, "Don vi gui chua dang ky");

    /// <summary>The node failed; nothing was kept.</summary>
    public static VxpError System { get; } = new("20", true, "Loi he thong");

    /// <summary>The body could not be worked on now.</summary>
    public static VxpError FileProcessing { get; } = new("21", true, "Loi xu ly tep");

    /// <summary>Not an edXML packet, or not one that may travel.</summary>
    public static VxpError BadFormat { get; } = new("22", false, "Sai dinh dang edXML");

    /// <summary>The receiver is closed; successors are named.</summary>
    public static VxpError ReceiverLocked { get; } = new("23", false, "Don vi nhan da khoa");

    /// <summary>All codes, success excluded.</summary>
    public static IReadOnlyList<VxpError> All { get; } =
        [InvalidFile, NotAuthenticated, ReceiverUnknown, SenderNotRegistered, System, FileProcessing, BadFormat, ReceiverLocked];

    /// <summary>The row of a code that a server answered; one that is not in the table counts as a system error, which may pass.</summary>
    public static VxpError Of(string code) => All.FirstOrDefault(e => e.Code == code) ?? System with { Code = code };
}
