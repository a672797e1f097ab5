namespace Axis.Core.Agencies.Checks;

/// <summary>A change of the directory that is judged before it is signed.</summary>
/// <param name="Before">The directory in force.</param>
/// <param name="After">The directory with the change.</param>
/// <param name="Changed">The agency versions that are new or say something else than before.</param>
public sealed record DirectoryCase(DirectorySnapshot Before, DirectorySnapshot After, IReadOnlyList<Agency> Changed);
