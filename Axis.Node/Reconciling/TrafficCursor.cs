using System.Globalization;
using Axis.Node.Links;

namespace Axis.Node.Reconciling;

/// <summary>Where a page begins: direction, instant and delivery of the entry before it.</summary>
internal readonly record struct TrafficCursor(TrafficDirection Direction, DateTimeOffset At, Guid Delivery)
{
    public static TrafficCursor Start(DateTimeOffset since) => new(TrafficDirection.Given, since, Guid.Empty);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="LinkException"><c>FRAME_MALFORMED</c>.</exception>
    public static TrafficCursor Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var direction)
            && direction is (int)TrafficDirection.Given or (int)TrafficDirection.Taken
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && Guid.TryParseExact(parts[2], "N", out var delivery)
            ? new TrafficCursor((TrafficDirection)direction, DateTimeOffset.FromUnixTimeMilliseconds(at), delivery)
            : throw new LinkException(LinkErrors.FrameMalformed);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Direction}.{At.ToUnixTimeMilliseconds()}.{Delivery:N}");
}
