using System.Globalization;
using Axis.Node.Links;

namespace Axis.Node.Reconciling;

/// <summary>Where a page begins: behind an entry of each direction, because both are told in one order of time.</summary>
internal readonly record struct TrafficCursor(TrafficPoint Given, TrafficPoint Taken)
{
    public static TrafficCursor Start(DateTimeOffset since) => new(new TrafficPoint(since, Guid.Empty), new TrafficPoint(since, Guid.Empty));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="LinkException"><c>FRAME_MALFORMED</c>.</exception>
    public static TrafficCursor Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && TrafficPoint.Read(parts[0], parts[1]) is { } given && TrafficPoint.Read(parts[2], parts[3]) is { } taken
            ? new TrafficCursor(given, taken)
            : throw new LinkException(LinkErrors.FrameMalformed);
    }

    public override string ToString() => $"{Given}.{Taken}";
}

/// <summary>The instant and delivery of an entry.</summary>
internal readonly record struct TrafficPoint(DateTimeOffset At, Guid Delivery)
{
    public static TrafficPoint? Read(string at, string delivery) =>
        long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var instant)
        && instant <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && Guid.TryParseExact(delivery, "N", out var id)
            ? new TrafficPoint(DateTimeOffset.FromUnixTimeMilliseconds(instant), id)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}.{Delivery:N}");
}
