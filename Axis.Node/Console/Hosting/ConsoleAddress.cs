namespace Axis.Node.Console.Hosting;

/// <summary>Where the console lives.</summary>
internal static class ConsoleAddress
{
    /// <summary>The first page, and what every other address begins with.</summary>
    public const string Root = "/console";

    /// <summary>Where people sign in.</summary>
    public const string SignIn = Root + "/sign-in";

    /// <summary>Where a password is replaced.</summary>
    public const string Password = Root + "/account/password";

    /// <summary>Style sheets, scripts, images.</summary>
    public const string Assets = Root + "/assets";

    /// <summary>A page of the console to go to after something else: anything that would lead away from it is the first page.</summary>
    public static string Within(string? asked) =>
        asked is { Length: > 0 and < 500 } && (asked == Root || asked.StartsWith(Root + "/", StringComparison.Ordinal)) && !asked.Contains('\\', StringComparison.Ordinal)
            && !asked.Contains("..", StringComparison.Ordinal) && asked.All(static c => c > ' ')
            ? asked
            : Root;
}
