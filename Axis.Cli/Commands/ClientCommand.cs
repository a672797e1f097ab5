using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;

namespace Axis.Cli.Commands;

/// <summary>Wires a command that talks to a node.</summary>
public static class ClientCommand
{
    /// <summary>Opens the client for the command line, runs, closes.</summary>
    public static Command Calling(this Command command, Func<NodeClient, Terminal, ParseResult, CancellationToken, Task<int>> action)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var client = new NodeClient(NodeConnection.Of(parse));
            return await action(client, Terminal.For(parse), parse, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>A command with the symbols it takes.</summary>
    public static Command With(this Command command, params ReadOnlySpan<Symbol> symbols)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
                case Command sub:
                    command.Add(sub);
                    break;
            }
        }

        return command;
    }
}
