namespace Axis.Signing.Keys.Tokens;

/// <summary>How the token process is started.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record TokenProgramCommand(string Program, IReadOnlyList<string> Arguments)
{
    private const string Assembly = "axis.dll";

    /// <summary>The program <c>axis</c>, once more, with <see cref="TokenProgram.Word"/>.</summary>
    public static TokenProgramCommand OfThisProgram { get; } = Self();

    // Under "dotnet axis.dll", or under a runner of tests, the process is not the program itself.
    private static TokenProgramCommand Self()
    {
        var path = Environment.ProcessPath ?? "axis";
        return Path.GetFileNameWithoutExtension(path) == "axis"
            ? new TokenProgramCommand(path, [TokenProgram.Word])
            : new TokenProgramCommand("dotnet", [Path.Combine(AppContext.BaseDirectory, Assembly), TokenProgram.Word]);
    }
}
