namespace Axis.Node.Options;

/// <summary>The folder of one agency.</summary>
public sealed class DropFolderOptions
{
    /// <summary>Code of the agency, which is hosted here.</summary>
    public string Agency { get; set; } = "";

    /// <summary>The folder; relative to the data folder. It must be there: a node does not make the mount point of a share that is away.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How the node knows that what lies in <c>out/</c> is complete.</summary>
    public DropReadiness Ready { get; set; } = DropReadiness.Marker;

    /// <summary>For <see cref="DropReadiness.Settled"/>: seconds without a change.</summary>
    public int SettleSeconds { get; set; } = 30;

    /// <summary>Whether the agency declares once that no packet it drops holds a state secret (SEC-02); a draft declares it for itself.</summary>
    public bool NoStateSecret { get; set; }

    /// <summary>Whether documents received are put into <c>in/</c>.</summary>
    public bool Deliver { get; set; } = true;
}
