namespace Axis.Node.Console.Pages.Compose;

/// <summary>One agency that may be sent to, or why it may not.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Closed">Why nothing new goes there; <c>null</c> when it is open.</param>
/// <param name="Heirs">Those that continue it.</param>
internal sealed record RecipientChoice(string Code, string Name, string Tier, string? Closed, IReadOnlyList<RecipientHeir> Heirs);

/// <summary>An agency that continues a closed one.</summary>
internal sealed record RecipientHeir(string Code, string Name);
