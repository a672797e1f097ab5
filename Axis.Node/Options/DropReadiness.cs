namespace Axis.Node.Options;

/// <summary>What makes a dropped file or folder complete.</summary>
public enum DropReadiness
{
    /// <summary>An empty file <c>NAME.ready</c> beside it, made last. Safe with every way of copying.</summary>
    Marker = 0,

    /// <summary>Its name: software writes under a name that begins with a full stop or ends in .tmp or .part, and renames when it has finished.</summary>
    Rename = 1,

    /// <summary>Neither size nor time of any of its files changed for some seconds. A guess: a copy that stalls longer is taken half.</summary>
    Settled = 2,
}
