using Axis.Core.Agencies;

namespace Axis.Core.Rules;

/// <summary>
/// SND-01 (QĐ 28/2018 Điều 5.2, 7.1): documents go through the linked systems, except where a side lacks the infrastructure. Whether it does is directory data: an agency whose
/// node the directory does not hold is not connected. Nothing else excuses paper.
/// </summary>
public static class ConnectionRule
{
    /// <summary>Whether the agency can be reached electronically.</summary>
    public static bool IsConnected(DirectorySnapshot directory, Agency agency)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(agency);
        return directory.FindNode(agency.Host) is not null;
    }
}
