namespace Axis.Node.Reconciling;

/// <summary>What comparing one delivery gave.</summary>
internal enum Difference
{
    /// <summary>Both sides hold the same.</summary>
    None,

    /// <summary>This node had forgotten it and has it again.</summary>
    Returned,

    /// <summary>This node lacked receipts of it and has them again.</summary>
    Receipts,

    /// <summary>It could not be taken back.</summary>
    Failed,
}
