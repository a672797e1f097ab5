using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands;

/// <summary>Wires a command that posts one body to the node and says what came of it, with its warnings.</summary>
internal static class PostingCommand
{
    /// <summary>Posts, then tells.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">Where to; may look up what the command line names.</param>
    /// <param name="body">What the command line says.</param>
    /// <param name="bodyType">How the body is written.</param>
    /// <param name="resultType">How the answer is read, and written for <c>--json</c>.</param>
    /// <param name="done">The sentence for people.</param>
    /// <param name="warnings">What they should look at.</param>
    public static Command Posting<TBody, TResult>(
        this Command command,
        Func<NodeClient, ParseResult, CancellationToken, Task<string>> path,
        Func<ParseResult, TBody> body,
        Func<AxisJson, JsonTypeInfo<TBody>> bodyType,
        Func<AxisJson, JsonTypeInfo<TResult>> resultType,
        Func<TResult, string> done,
        Func<TResult, IReadOnlyList<Warning>> warnings) =>
        command.Calling(async (client, terminal, parse, cancellationToken) =>
        {
            var target = await path(client, parse, cancellationToken).ConfigureAwait(false);
            var result = await client.PostAsync(target, body(parse), bodyType(ApiJson.Client), resultType(ApiJson.Client), cancellationToken).ConfigureAwait(false);
            if (terminal.Json)
            {
                terminal.WriteJson(result, resultType(AxisJson.Pretty));
                return ExitCodes.Done;
            }

            terminal.Line(done(result));
            foreach (var warning in warnings(result))
            {
                terminal.Wrapped($"  Cảnh báo [{warning.Code}] {SafeText.Of(warning.Text)}");
            }

            return ExitCodes.Done;
        });
}
