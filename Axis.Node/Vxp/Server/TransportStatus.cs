using Axis.Node.Storage;

namespace Axis.Node.Vxp.Server;

/// <summary>Transport states as clients write and read them.</summary>
internal static class TransportStatus
{
    public static string Name(VxpItemState state) => state switch
    {
        VxpItemState.Initial => "initial",
        VxpItemState.Processing => "processing",
        VxpItemState.Done => "done",
        VxpItemState.Fail => "fail",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    public static string Describe(VxpItemState state) => state switch
    {
        VxpItemState.Initial => "Cho lay ve",
        VxpItemState.Processing => "Dang xu ly",
        VxpItemState.Done => "Da nhan",
        VxpItemState.Fail => "Khong dung duoc",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>What a client may set; <c>null</c> for anything else.</summary>
    public static VxpItemState? Read(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "PROCESSING" => VxpItemState.Processing,
        "DONE" => VxpItemState.Done,
        "FAIL" => VxpItemState.Fail,
        _ => null,
    };

    /// <summary>The transport state of a recipient elsewhere, by its tracking.</summary>
    public static VxpItemState Of(string tracking) => tracking switch
    {
        "SENT" => VxpItemState.Initial,
        "FAILED" or "WITHDRAWN" => VxpItemState.Fail,
        _ => VxpItemState.Done,
    };

    /// <summary>Whether an item in a state may take another; the same one again always.</summary>
    public static bool MayBecome(VxpItemState from, VxpItemState to) =>
        from == to || (from, to) is (VxpItemState.Initial or VxpItemState.Processing, VxpItemState.Done or VxpItemState.Fail) or (VxpItemState.Initial, VxpItemState.Processing);
}
