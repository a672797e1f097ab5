namespace Axis.Core.Routing;

/// <summary>What is wrong with a directory's successor links (REF-05).</summary>
public enum SuccessionFault
{
    /// <summary>The links lead back to an agency already passed.</summary>
    Cycle = 1,

    /// <summary>A link names an agency that the directory does not have.</summary>
    UnknownSuccessor = 2,
}
