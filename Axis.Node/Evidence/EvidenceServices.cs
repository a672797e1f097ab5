using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Evidence;

/// <summary>Registers the export of evidence.</summary>
public static class EvidenceServices
{
    /// <summary>Adds it. The host brings the store, the directory, the keys, the journal and the timestamps.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services) =>
        services.AddSingleton<EvidenceDirectory>().AddSingleton<EvidenceJournal>().AddSingleton<ExportEvidence>();
}
