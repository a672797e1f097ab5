namespace Axis.Node.Reconciling;

/// <summary>Which way a delivery went, as the side sees it that tells.</summary>
public enum TrafficDirection
{
    /// <summary>It was given to the asking node, which acknowledged it.</summary>
    Given = 1,

    /// <summary>It was taken from the asking node and acknowledged.</summary>
    Taken = 2,
}
