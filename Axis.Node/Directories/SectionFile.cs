namespace Axis.Node.Directories;

/// <summary>A section file as it was read.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Written">When it was written last.</param>
/// <param name="Bytes">The section.</param>
public sealed record SectionFile(string Path, DateTime Written, ReadOnlyMemory<byte> Bytes);
