namespace Axis.Core.Agencies;

/// <summary>A level of administration that is closed from an instant on (LVL-06): a statement of the directory's root, so that a directory of another date or country keeps its levels.</summary>
/// <param name="Tier">The level.</param>
/// <param name="From">No agency of it is active from here on.</param>
/// <param name="LegalAct">The deciding document, as text.</param>
public sealed record TierClosing(Tier Tier, DateTimeOffset From, string LegalAct);
