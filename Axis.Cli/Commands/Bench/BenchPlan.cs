namespace Axis.Cli.Commands.Bench;

/// <summary>What one run measures.</summary>
/// <param name="Quick">A short run that only shows that everything can be measured.</param>
/// <param name="Startup">Start of a node.</param>
/// <param name="Documents">Documents end to end.</param>
/// <param name="Verify">Verification.</param>
/// <param name="LargeBytes">Size of the large attachment; <c>null</c> = none.</param>
/// <param name="QueueLength">Length of the long queue; <c>null</c> = none.</param>
/// <param name="StampedDocuments">Documents sent while no authority answers; <c>null</c> = none.</param>
/// <param name="ListedDocuments">Documents in the store whose lists are asked for; <c>null</c> = none.</param>
/// <param name="SmallDocuments">Documents with a file of 10 kB.</param>
/// <param name="Submitters">Calls under way at a time.</param>
public sealed record BenchPlan(bool Quick, bool Startup, bool Documents, bool Verify, long? LargeBytes, int? QueueLength, int? StampedDocuments, int? ListedDocuments, int SmallDocuments, int Submitters)
{
    /// <summary>The cases of the documents: 10 kB and 1 MB.</summary>
    public IReadOnlyList<DocumentsCase> Cases() => Quick
        ? [new DocumentsCase(10_000, 100, 20, Math.Min(Submitters, 16)), new DocumentsCase(1_000_000, 8, 2, Math.Min(Submitters, 4))]
        : [new DocumentsCase(10_000, SmallDocuments, Math.Max(500, SmallDocuments / 2), Submitters), new DocumentsCase(1_000_000, 200, 40, Math.Min(Submitters, 16))];

    /// <summary>Refuses figures that make no sense.</summary>
    /// <exception cref="CliFailureException">A number is out of range.</exception>
    public void Check()
    {
        if (SmallDocuments is < 1 or > 1_000_000 || Submitters is < 1 or > 1000 || LargeBytes is < 1 or > (2L << 30) || QueueLength is < 1 or > 1_000_000 || StampedDocuments is < StampsBench.Rounds or > 100_000 || ListedDocuments is < 1 or > 1_000_000)
        {
            throw CliFailureException.Usage(
                "Một con số nằm ngoài khoảng cho phép.",
                "--documents và --queue-length từ 1 đến 1000000, --submitters từ 1 đến 1000, --large-mib từ 1 đến 2048; với phần stamps, --documents từ 4 đến 100000.");
        }
    }
}
