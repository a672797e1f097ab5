using System.CommandLine;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node journey</c>: the steps of a document through a node, from the one place that lists them.</summary>
public static class JourneyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var command = new Command("journey", "In các bước một văn bản đi qua nút.");
        command.SetAction(static parse =>
        {
            var terminal = Terminal.For(parse);
            if (terminal.Json)
            {
                terminal.WriteJson(new JourneyOutput([.. Axis.Node.Journey.Lists.Select(Of)]), CliJson.Pretty.JourneyOutput);
                return ExitCodes.Done;
            }

            foreach (var list in Axis.Node.Journey.Lists)
            {
                terminal.Line($"{list.NameVi} ({list.Name})");
                foreach (var (step, i) in list.Steps.Select(static (s, i) => (s, i)))
                {
                    terminal.Line($"  {i + 1}. {step.Step.Name,-16} {step.Purpose}");
                }

                terminal.Line("  → " + list.End);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static JourneyListOutput Of(Axis.Node.JourneyList list) =>
        new(list.Name, list.NameVi, [.. list.Steps.Select(static s => new JourneyStepOutput(s.Step.Name, s.Purpose))], list.End);
}

/// <summary>What <c>node journey --json</c> prints.</summary>
public sealed record JourneyOutput(IReadOnlyList<JourneyListOutput> Lists);

/// <summary>One list of steps.</summary>
public sealed record JourneyListOutput(string Name, string NameVi, IReadOnlyList<JourneyStepOutput> Steps, string End);

/// <summary>One step.</summary>
public sealed record JourneyStepOutput(string Step, string Purpose);
