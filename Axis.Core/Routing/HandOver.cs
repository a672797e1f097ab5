namespace Axis.Core.Routing;

/// <summary>Whether a neighbour may hand over a packet of a sender (nobody sends in another's name). Only <see cref="Allowed"/> lets it in.</summary>
public enum HandOver
{
    /// <summary>The sender lies where this neighbour speaks for.</summary>
    Allowed = 1,

    /// <summary>The directory has no such sender; a newer one may.</summary>
    UnknownSender = 2,

    /// <summary>A child or peer spoke for an agency outside its own subtree.</summary>
    OutsideItsSubtree = 3,

    /// <summary>The parent, or a peer, spoke in the name of an agency of our own subtree.</summary>
    InOurName = 4,

    /// <summary>The node is no neighbour of this one.</summary>
    NoNeighbour = 5,
}
