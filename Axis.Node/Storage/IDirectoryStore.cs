namespace Axis.Node.Storage;

/// <summary>Signed directory sections.</summary>
public interface IDirectoryStore
{
    /// <summary>The newest accepted version of each section.</summary>
    IReadOnlyList<StoredSection> Current();

    /// <summary>A version, whole; <c>null</c> when it was never accepted here.</summary>
    StoredSection? Find(string name, long version);

    /// <summary>The newest version below the given one that is kept whole.</summary>
    StoredSection? FindWholeBefore(string name, long version);

    void Put(StoredSection section);

    /// <summary>Keeps a version as its change from a newer one; <see cref="Find"/> gives it whole all the same.</summary>
    /// <param name="name">Section.</param>
    /// <param name="version">The version that is kept whole now.</param>
    /// <param name="from">The newer version, which is kept.</param>
    /// <param name="change">What makes the older version of the newer one.</param>
    void Shrink(string name, long version, long from, ReadOnlyMemory<byte> change);
}
