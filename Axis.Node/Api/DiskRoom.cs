using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>What people bring to the node takes the disk no further than its reserve.</summary>
internal static class DiskRoom
{
    /// <exception cref="RefusedException">There is no room for so many bytes above the reserve.</exception>
    public static void Demand(IPacketFiles files, LimitOptions limits, long bytes)
    {
        if (files.FreeBytes() - bytes <= limits.FreeSpaceReserveBytes)
        {
            throw new RefusedException(ApiRefusals.DiskReserve);
        }
    }
}
