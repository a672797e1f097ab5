namespace Axis.Cli.Commands.Bench.Lists;

/// <summary>Lists of a full store.</summary>
/// <param name="Documents">In the store.</param>
/// <param name="Lists">Each list.</param>
public sealed record ListsFigures(int Documents, IReadOnlyList<ListFigures> Lists);

/// <summary>One list, asked for over the API.</summary>
/// <param name="Name">Which.</param>
/// <param name="FirstPage">Of its first page.</param>
/// <param name="DeepestMilliseconds">The slowest of the pages after it, each reached by the key of the one before.</param>
public sealed record ListFigures(string Name, Latency FirstPage, double DeepestMilliseconds);
