namespace Axis.Core.Agencies.Catalogue;

/// <summary>One row of a reorganisation's table.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Code">The agency; the row's first cell for a level.</param>
/// <param name="Tier">The level that ends, for such a row.</param>
/// <param name="Name">Name of the new version.</param>
/// <param name="Renews">Whether the code survives as a new version instead of closing.</param>
/// <param name="Successors">Who continues a closing agency.</param>
/// <param name="At">The instant.</param>
/// <param name="LegalAct">The deciding documents.</param>
/// <param name="Certain">Whether its makers read it in a source, or only believe it.</param>
/// <param name="Source">Where from.</param>
public sealed record ReformStep(
    int Line, OrganId Code, Tier? Tier, string Name, bool Renews, IReadOnlyList<Succession> Successors, DateTimeOffset At, string LegalAct, bool Certain, string Source);
