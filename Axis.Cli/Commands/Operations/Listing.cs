using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Operations;

/// <summary>A command <c>list</c> that shows one short list of the node whole: as JSON, as a sentence when there is nothing, or as people read it.</summary>
internal static class Listing
{
    /// <summary>Builds it.</summary>
    /// <param name="description">What it lists.</param>
    /// <param name="route">Where the node answers.</param>
    /// <param name="wire">As the node writes it.</param>
    /// <param name="pretty">As it is written for people.</param>
    /// <param name="empty">Said when there is nothing.</param>
    /// <param name="show">Writes it for people.</param>
    public static Command Of<T>(
        string description, string route, JsonTypeInfo<IReadOnlyList<T>> wire, JsonTypeInfo<IReadOnlyList<T>> pretty, string empty, Action<Terminal, IReadOnlyList<T>> show) =>
        new Command("list", description).Calling(async (client, terminal, _, cancellationToken) =>
        {
            var items = await client.GetAsync(route, wire, cancellationToken).ConfigureAwait(false);
            if (terminal.Json)
            {
                terminal.WriteJson(items, pretty);
            }
            else if (items.Count == 0)
            {
                terminal.Line(empty);
            }
            else
            {
                show(terminal, items);
            }

            return ExitCodes.Done;
        });
}
