using Axis.Cli.Commands.Bench.Lists;

namespace Axis.Cli.Commands.Bench;

/// <summary>Everything that one run of <c>axis bench</c> measured.</summary>
/// <param name="Machine">Where.</param>
/// <param name="At">When it began.</param>
/// <param name="Startup">A node's start; <c>null</c> when not asked for.</param>
/// <param name="Documents">Documents from the API to the tracked consignment.</param>
/// <param name="Verify">Verification of one file by several judges.</param>
/// <param name="Large">One large attachment over two hops; <c>null</c> when not asked for.</param>
/// <param name="Queue">Long queues against an absent neighbour; empty when not asked for.</param>
/// <param name="Stamps">Documents while timestamp authority and OCSP responder are away, and what happens when they return; <c>null</c> when not asked for.</param>
/// <param name="Lists">Lists of a full store; <c>null</c> when not asked for.</param>
public sealed record BenchReport(
    MachineFacts Machine,
    DateTimeOffset At,
    StartupFigures? Startup,
    IReadOnlyList<DocumentsFigures> Documents,
    IReadOnlyList<VerifyFigures> Verify,
    LargeFigures? Large,
    IReadOnlyList<QueueFigures> Queue,
    StampsFigures? Stamps,
    ListsFigures? Lists);

/// <summary>Start of <c>axis node run</c>.</summary>
/// <param name="ReadyMilliseconds">From starting the process to a ready answer: the best of several starts.</param>
/// <param name="MedianReadyMilliseconds">Median of them.</param>
/// <param name="IdleResidentBytes">Resident memory some seconds later, without work.</param>
public sealed record StartupFigures(double ReadyMilliseconds, double MedianReadyMilliseconds, long IdleResidentBytes);

/// <summary>Documents submitted over the API, one hop over mutual TLS, consigned, tracked at the sender.</summary>
/// <param name="AgencyKey">Algorithm of the agency's key; node seals are P-256.</param>
/// <param name="AttachmentBytes">Size of the one file.</param>
/// <param name="Documents">How many, after a warm-up.</param>
/// <param name="Submitters">Calls under way at a time.</param>
/// <param name="SubmitPerSecond">Documents answered per second.</param>
/// <param name="EndToEndPerSecond">Documents per second from the first call to the last tracked consignment.</param>
/// <param name="Submit">Duration of the submitting call.</param>
/// <param name="EndToEnd">From the call to the consignment tracked at the sender.</param>
/// <param name="Processes">Cost per process.</param>
public sealed record DocumentsFigures(
    string AgencyKey,
    long AttachmentBytes,
    int Documents,
    int Submitters,
    double SubmitPerSecond,
    double EndToEndPerSecond,
    Latency Submit,
    Latency EndToEnd,
    IReadOnlyList<ProcessUse> Processes);

/// <summary>What one process used during a measurement.</summary>
/// <param name="Name">Its part.</param>
/// <param name="ProcessorMilliseconds">Processor time per document.</param>
/// <param name="PeakResidentBytes">Highest resident memory during the measurement.</param>
/// <param name="FileBytes">Of that, pages of program files, shared by all nodes on a machine.</param>
public sealed record ProcessUse(string Name, double ProcessorMilliseconds, long PeakResidentBytes, long FileBytes);

/// <summary>One judge on one packet.</summary>
/// <param name="Judge">DocAxis, SignedXml or xmlsec1.</param>
/// <param name="PacketBytes">Size of the packet.</param>
/// <param name="Milliseconds">Best of the repetitions.</param>
/// <param name="MegabytesPerSecond">10^6 bytes per second.</param>
/// <param name="PerSecond">Packets per second.</param>
/// <param name="PeakResidentBytes">Highest resident memory of the judging process; <c>null</c> where it shares this one's.</param>
public sealed record VerifyFigures(string Judge, long PacketBytes, double Milliseconds, double MegabytesPerSecond, double PerSecond, long? PeakResidentBytes);

/// <summary>One large attachment commune → province → central.</summary>
/// <param name="AttachmentBytes">Its size.</param>
/// <param name="SubmitSeconds">Until the clerk is answered.</param>
/// <param name="TotalSeconds">Until the consignment at the central node is tracked at the commune.</param>
/// <param name="Nodes">Memory of each node; processor time of the whole journey.</param>
/// <param name="IdleResidentBytes">Resident memory of each node before, in the same order.</param>
public sealed record LargeFigures(long AttachmentBytes, double SubmitSeconds, double TotalSeconds, IReadOnlyList<ProcessUse> Nodes, IReadOnlyList<long> IdleResidentBytes);

/// <summary>A queue that waited for an absent neighbour.</summary>
/// <param name="Waiting">Deliveries when the neighbour came back.</param>
/// <param name="FillPerSecond">Documents taken per second while it was away.</param>
/// <param name="DrainPerSecond">Deliveries per second from the first to the last one acknowledged.</param>
public sealed record QueueFigures(int Waiting, double FillPerSecond, double DrainPerSecond);

/// <summary>The same load on two networks in turn: one asks no authority, the other asks a timestamp authority and an OCSP responder that do not answer; then they do.</summary>
/// <param name="Documents">Measured on each network.</param>
/// <param name="Submitters">Calls under way at a time.</param>
/// <param name="PlainPerSecond">Documents per second, tracked as consigned, on the network that asks nobody.</param>
/// <param name="AwayPerSecond">The same while the authorities are away.</param>
/// <param name="Ratio">The second to the first.</param>
/// <param name="Rounds">Rates of each round; the networks take turns so that what else the machine does meets both.</param>
/// <param name="Waiting">Documents of the second network, warm-up included: all consigned, and all waiting for their level and their verdict when the authorities return.</param>
/// <param name="LevelSeconds">From the authorities' return until the last of them has level LT at its sender.</param>
/// <param name="VerdictSeconds">Until the last of them is judged TOTAL-PASSED at its receiver.</param>
/// <param name="AtLevel">How many have their level; all of them, or there are no figures.</param>
/// <param name="Decided">How many are judged; all of them, or there are no figures.</param>
public sealed record StampsFigures(
    int Documents,
    int Submitters,
    double PlainPerSecond,
    double AwayPerSecond,
    double Ratio,
    IReadOnlyList<StampsRound> Rounds,
    int Waiting,
    double LevelSeconds,
    double VerdictSeconds,
    int AtLevel,
    int Decided);

/// <summary>One turn of each network.</summary>
/// <param name="PlainPerSecond">Documents per second without authorities in the settings.</param>
/// <param name="AwayPerSecond">With authorities that do not answer.</param>
/// <param name="PlainProcessorMilliseconds">Processor time of both nodes per document, without authorities.</param>
/// <param name="AwayProcessorMilliseconds">The same with authorities that do not answer.</param>
public sealed record StampsRound(double PlainPerSecond, double AwayPerSecond, double PlainProcessorMilliseconds, double AwayProcessorMilliseconds);
