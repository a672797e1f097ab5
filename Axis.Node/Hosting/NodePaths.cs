namespace Axis.Node.Hosting;

/// <summary>Where a node keeps what, below its data folder.</summary>
/// <param name="Data">The data folder.</param>
public sealed record NodePaths(string Data)
{
    /// <summary>Key files and their passphrase, readable by their owner only.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>The databases.</summary>
    public string Store => Path.Combine(Data, "store");

    /// <summary>The node's database.</summary>
    public string Database => Path.Combine(Store, "axis.db");

    /// <summary>Large packets by digest.</summary>
    public string Packets => Path.Combine(Data, "packets");

    /// <summary>Unfinished uploads of neighbours.</summary>
    public string Incoming => Path.Combine(Data, "incoming");

    /// <summary>Uploads of clerks while their request is worked on.</summary>
    public string Uploads => Path.Combine(Data, "uploads");

    /// <summary>Directory sections accepted at set-up.</summary>
    public string Directory => Path.Combine(Data, "directory");

    /// <summary>Held open while a process runs on the data folder.</summary>
    public string Lock => Path.Combine(Data, "node.lock");
}
