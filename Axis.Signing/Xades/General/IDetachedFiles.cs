namespace Axis.Signing.Xades.General;

/// <summary>Files that a detached signature may point at.</summary>
public interface IDetachedFiles
{
    /// <summary>Opens the file of a reference; <c>null</c> when there is none of that name here. Never a download, never a path out of here.</summary>
    /// <param name="reference">The URI as the signature writes it.</param>
    Stream? Open(string reference);
}
