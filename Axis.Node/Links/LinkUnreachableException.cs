using Axis.Core.Agencies;

namespace Axis.Node.Links;

/// <summary>The neighbour did not answer (no route, refused, TLS, timeout). Spends no attempt of any delivery (promise 8).</summary>
public sealed class LinkUnreachableException : Exception
{
    /// <summary>Code: the neighbour's key is not the one in the directory.</summary>
    public const string KeyChanged = "KEY_CHANGED";

    /// <summary>Code: the neighbour does not take this node's key.</summary>
    public const string KeyRefused = "KEY_REFUSED";

    /// <summary>Code: it answered too late or too slowly.</summary>
    public const string Timeout = "TIMEOUT";

    public LinkUnreachableException()
    {
    }

    public LinkUnreachableException(string message)
        : base(message)
    {
    }

    public LinkUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Stable code: <c>UNREACHABLE</c>, <c>TIMEOUT</c>, <c>KEY_CHANGED</c> or <c>KEY_REFUSED</c>.</summary>
    public string Code { get; init; } = "UNREACHABLE";

    /// <summary>Whether it is certain that nothing was handed over: no connection came about, or the neighbour let nobody in.</summary>
    public bool NothingSent { get; init; }

    /// <summary>What an operator reads of a changed key.</summary>
    public static string KeyChangedSentence(NodeId neighbour) =>
        $"Khóa TLS của nút {neighbour} không phải khóa ghi trong danh bạ: kết nối đóng cho tới khi danh bạ có chữ ký, hoặc quản trị viên, xác nhận khóa mới.";
}
