using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>The client's key for one submission and the fingerprint of what it asked.</summary>
public sealed record IdempotencyKey(string Key, Digest Request)
{
    /// <summary>The key was used for another content.</summary>
    internal static Refusal Reused { get; } = new(
        RefusalKind.Conflict,
        "IDEMPOTENCY_KEY_REUSED",
        "Khóa Idempotency-Key này đã dùng cho một văn bản có nội dung khác; dùng khóa mới.",
        "The Idempotency-Key was used for another content.");

    /// <summary>The answer given before, when the request is the same one.</summary>
    /// <exception cref="RefusedException">The key was used for another content.</exception>
    public SubmitAnswer Repeat(IdempotentAnswer earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Request != Request)
        {
            throw new RefusedException(Reused);
        }

        var answer = JsonSerializer.Deserialize(earlier.ResponseJson, AxisJson.Default.SubmitAnswer)
            ?? throw new InvalidDataException("A remembered answer cannot be read.");
        return answer with { Repeated = true };
    }
}
