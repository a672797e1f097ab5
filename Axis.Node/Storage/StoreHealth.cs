namespace Axis.Node.Storage;

/// <summary>The store's condition.</summary>
/// <param name="Writable">Whether the last write succeeded.</param>
/// <param name="LastError">A sentence for the operator when it did not.</param>
/// <param name="FreeBytes">Free space on the data volume.</param>
/// <param name="QueuedWrites">Writes waiting for the writer.</param>
public sealed record StoreHealth(bool Writable, string? LastError, long FreeBytes, int QueuedWrites);
