namespace Axis.Node.Options;

/// <summary>Who gets reports by mail.</summary>
public sealed class MailReceiverOptions
{
    /// <summary>Address, e.g. <c>vanthu@xa.example</c>.</summary>
    public string Address { get; set; } = "";

    /// <summary>Only the figures of these agencies; empty = of all hosted here.</summary>
    public IList<string> Agencies { get; } = [];
}
