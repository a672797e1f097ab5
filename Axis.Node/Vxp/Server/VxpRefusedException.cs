using Axis.Node.Outgoing;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>A call that is answered with <c>FAIL</c>.</summary>
public sealed class VxpRefusedException : Exception
{
    public VxpRefusedException()
        : this(VxpError.System, null)
    {
    }

    public VxpRefusedException(string message)
        : this(VxpError.System, message)
    {
    }

    public VxpRefusedException(string message, Exception innerException)
        : base(message, innerException) => (Error, Description) = (VxpError.System, message);

    public VxpRefusedException(VxpError error, string? description)
        : base(description ?? error?.Text)
    {
        ArgumentNullException.ThrowIfNull(error);
        (Error, Description) = (error, description);
    }

    /// <summary>The code.</summary>
    public VxpError Error { get; }

    /// <summary>What to do, in Vietnamese; folded to ASCII on the wire.</summary>
    public string? Description { get; }

    /// <summary>The answer to a refusal by the journey.</summary>
    public static VxpRefusedException Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var error = refusal switch
        {
            { Kind: RefusalKind.Unavailable or RefusalKind.NoSpace } => VxpError.System,
            { Kind: RefusalKind.TooLarge or RefusalKind.Malformed or RefusalKind.NotFound or RefusalKind.Gone } => VxpError.InvalidFile,
            { Code: SystemOrigin.LostCode } => VxpError.NotAuthenticated,
            { Code: "SND-09" or "REF-02" } => VxpError.SenderNotRegistered,
            { Code: "RECIPIENT_UNKNOWN" or "NO_ROUTE" } => VxpError.ReceiverUnknown,
            { Code: "RECIPIENT_CLOSED" } => VxpError.ReceiverLocked,
            _ => VxpError.BadFormat,
        };
        return new VxpRefusedException(error, refusal.Sentence);
    }
}
