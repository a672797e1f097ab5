using Axis.Signing.Offline;

namespace Axis.Cli;

/// <summary>What the process says to a script. Stable; documented in docs/operations.md.</summary>
public static class ExitCodes
{
    /// <summary>Done, or every verdict TOTAL-PASSED.</summary>
    public const int Done = VerdictCodes.Passed;

    /// <summary>Refused by the node, or a failed verdict, or something that needs action.</summary>
    public const int Refused = VerdictCodes.Failed;

    /// <summary>The command line or an input file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The node did not answer.</summary>
    public const int Unreachable = 3;

    /// <summary>Not enough is known for a verdict: never a pass.</summary>
    public const int Indeterminate = VerdictCodes.Undecided;

    /// <summary>Stopped by the user (128 + SIGINT).</summary>
    public const int Cancelled = 130;
}
