using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Core.Edxml;

/// <summary>The rules of the strict profile (W01–W11) that a message must meet before it is written, and that a native packet meets when read.</summary>
public static class StrictProfile
{
    /// <summary>Every rule broken; empty when the message can be written.</summary>
    public static IReadOnlyList<Violation> Check(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var check = new Strict.ProfileCheck();
        switch (message)
        {
            case DocumentMessage document:
                Strict.DocumentProfile.Check(document, check);
                break;
            case StatusMessage status:
                Strict.StatusProfile.Check(status, check);
                break;
        }

        return check.Violations;
    }
}
