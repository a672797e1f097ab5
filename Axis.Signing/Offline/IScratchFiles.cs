namespace Axis.Signing.Offline;

/// <summary>Where files lie that must be taken out of others to be judged.</summary>
public interface IScratchFiles
{
    /// <summary>A file that disappears when it is closed.</summary>
    FileStream Create();

    /// <summary>What the file is filled through; it may end the work when the place has no more room.</summary>
    Stream Filling(FileStream file);
}
