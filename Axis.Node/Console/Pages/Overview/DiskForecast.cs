using Axis.Node.Storage;

namespace Axis.Node.Console.Pages.Overview;

/// <summary>How long the disk lasts when as much is stored as lately.</summary>
/// <param name="BytesPerDay">Growth by packets; <c>null</c> while too little was stored to tell.</param>
/// <param name="Days">Until the reserve is reached; <c>null</c> as before.</param>
internal sealed record DiskForecast(double? BytesPerDay, int? Days)
{
    /// <summary>How far back is looked.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>Packets looked at, at most: a busy node tells enough by its last hours.</summary>
    public const int Most = 20_000;

    // A line through less than an hour says nothing of a month.
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>Reckons it.</summary>
    /// <param name="volume">What was stored in the window.</param>
    /// <param name="freeBytes">Free space now.</param>
    /// <param name="reserveBytes">Where the node stops taking documents.</param>
    /// <param name="now">The present.</param>
    public static DiskForecast Of(PacketVolume volume, long freeBytes, long reserveBytes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (volume.From is not { } from || now - from < Shortest || volume.Bytes == 0)
        {
            return new DiskForecast(null, null);
        }

        var perDay = volume.Bytes / (now - from).TotalDays;
        return new DiskForecast(perDay, (int)Math.Clamp((freeBytes - reserveBytes) / perDay, 0, 36_500));
    }
}
