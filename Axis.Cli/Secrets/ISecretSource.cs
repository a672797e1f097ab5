namespace Axis.Cli.Secrets;

/// <summary>Somebody who can be asked for a secret.</summary>
public interface ISecretSource
{
    /// <summary>Whether somebody is there: never when the input comes from a file or another program.</summary>
    bool IsThere { get; }

    /// <summary>Shows the question, which is no result of the command, and reads one line that is not shown.</summary>
    string ReadLine(string question);
}
