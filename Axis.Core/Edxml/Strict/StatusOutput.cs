using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Strict;

/// <summary>Writes a status header (edXML §9).</summary>
internal static class StatusOutput
{
    public static void WriteHeader(CanonicalOutput output, StatusMessage message)
    {
        output.Open("MessageHeader");
        BlockOutput.Organ(output, "From", message.From);
        foreach (var response in message.ResponseFor)
        {
            BlockOutput.ResponseFor(output, response);
        }

        if (message.Staff is { } staff)
        {
            BlockOutput.Staff(output, staff);
        }

        output.Leaf("StatusCode", message.StatusCode);
        output.OptionalLeaf("Description", message.Description);
        if (message.Timestamp is { } timestamp)
        {
            output.Leaf("Timestamp", VietnamTime.FormatTimestamp(timestamp));
        }

        output.Close("MessageHeader");
    }
}
