namespace Axis.Node.Storage;

/// <summary>Signed directory sections.</summary>
public interface IDirectoryStore
{
    /// <summary>The newest accepted version of each section.</summary>
    IReadOnlyList<StoredSection> Current();

    StoredSection? Find(string name, long version);

    void Put(StoredSection section);
}
