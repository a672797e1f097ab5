using Axis.Cli;
using Axis.Signing.Keys.Tokens;

// The node starts this program once more for each key on a token; it is no command for people.
if (args is [TokenProgram.Word])
{
    return TokenProgram.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

return await AxisCommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
