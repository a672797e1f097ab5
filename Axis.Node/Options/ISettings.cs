namespace Axis.Node.Options;

/// <summary>One section of <c>appsettings.json</c>. A key that the type has no property for stops the start, and so does every sentence of <see cref="Problems"/>.</summary>
public interface ISettings
{
    /// <summary>Name of the section.</summary>
    static abstract string Section { get; }

    /// <summary>What is wrong with the values: Vietnamese sentences, each naming its key.</summary>
    IEnumerable<string> Problems();
}
