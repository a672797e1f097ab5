namespace Axis.Node.Options;

/// <summary>A setting is wrong, so the node does not start (exit code 2). The message is one sentence that names the key.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
