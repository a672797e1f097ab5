namespace Axis.Node.Backups;

/// <summary>A backup cannot be made or put back; the message is a Vietnamese sentence.</summary>
public sealed class BackupException : Exception
{
    /// <summary>Without a message.</summary>
    public BackupException()
    {
    }

    /// <summary>With the sentence.</summary>
    public BackupException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and what lay behind it.</summary>
    public BackupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
