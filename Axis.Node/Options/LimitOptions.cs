namespace Axis.Node.Options;

/// <summary>What the node takes at most. Sizes in bytes.</summary>
public sealed class LimitOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Limits";

    /// <summary>Largest packet, with its files in base64.</summary>
    public long MaxPacketBytes { get; set; } = 3L << 30;

    /// <summary>Largest single file of a submission.</summary>
    public long MaxFileBytes { get; set; } = 2L << 30;

    /// <summary>Most files of one document.</summary>
    public int MaxFiles { get; set; } = 200;

    /// <summary>Most recipients of one document; never more than the offer to a neighbour can name.</summary>
    public int MaxRecipients { get; set; } = 5000;

    /// <summary>Largest JSON body of the API, the document part of a submission included.</summary>
    public int MaxFieldsBytes { get; set; } = 1 << 20;

    /// <summary>Offered bytes of unfinished uploads that one neighbour may have here.</summary>
    public long MaxPartialBytesPerNeighbour { get; set; } = 8L << 30;

    /// <summary>Bytes of refused packets that are kept as evidence against one neighbour; when they are used up, its next bad packet is not taken at all.</summary>
    public long MaxQuarantineBytesPerNeighbour { get; set; } = 4L << 30;

    /// <summary>The same in packets.</summary>
    public int MaxQuarantinedPerNeighbour { get; set; } = 10_000;

    /// <summary>Memory for the bodies of link calls that are read whole before they are worked on, all neighbours together; one neighbour gets at most half of it.</summary>
    public long MaxBufferedBodyBytes { get; set; } = 256L << 20;

    /// <summary>Free space that is never used up: below it nothing new is taken.</summary>
    public long FreeSpaceReserveBytes { get; set; } = 256L << 20;

    /// <summary>Most connections open at a time over all listeners.</summary>
    public int MaxConnections { get; set; } = 2000;

    /// <summary>Most submissions worked on at a time; further ones wait.</summary>
    public int MaxConcurrentSubmissions { get; set; } = 64;

    /// <summary>Seconds that a request without a body may take.</summary>
    public int RequestSeconds { get; set; } = 30;

    /// <summary>Slowest upload that is tolerated, in bytes per second; slower connections are cut (slow-loris).</summary>
    public int MinUploadBytesPerSecond { get; set; } = 240;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Need.Positive("Limits:MaxPacketBytes", MaxPacketBytes),
        Need.Positive("Limits:MaxFileBytes", MaxFileBytes),
        Need.Between("Limits:MaxFiles", MaxFiles, 1, 10_000),
        Need.Between("Limits:MaxRecipients", MaxRecipients, 1, Links.Offer.MostGiven),
        Need.Between("Limits:MaxFieldsBytes", MaxFieldsBytes, 4096, 64 << 20),
        Need.AtLeast("Limits:MaxPartialBytesPerNeighbour", MaxPartialBytesPerNeighbour, "Limits:MaxPacketBytes", MaxPacketBytes),
        Need.AtLeast("Limits:MaxQuarantineBytesPerNeighbour", MaxQuarantineBytesPerNeighbour, "Limits:MaxPacketBytes", MaxPacketBytes),
        Need.Between("Limits:MaxQuarantinedPerNeighbour", MaxQuarantinedPerNeighbour, 1, 10_000_000),
        Need.Between("Limits:MaxBufferedBodyBytes", MaxBufferedBodyBytes, Links.BodyBudget.SmallestTotal, 1L << 40),
        Need.NotNegative("Limits:FreeSpaceReserveBytes", FreeSpaceReserveBytes),
        Need.Between("Limits:MaxConnections", MaxConnections, 10, 100_000),
        Need.Between("Limits:MaxConcurrentSubmissions", MaxConcurrentSubmissions, 1, 10_000),
        Need.Between("Limits:RequestSeconds", RequestSeconds, 1, 3600),
        Need.NotNegative("Limits:MinUploadBytesPerSecond", MinUploadBytesPerSecond));
}
