using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Timestamps;

/// <summary>Registers the stamping.</summary>
public static class TimestampServices
{
    /// <summary>Adds it. The host brings the store, the directory, the verifier and the options.</summary>
    public static IServiceCollection AddTimestamps(this IServiceCollection services)
    {
        services.AddSingleton<StampSignal>().AddSingleton<StampHealth>().AddSingleton<AwaitStamp>();
        services.AddSingleton<TimestampVerifier>().AddSingleton<ProofChainVerifier>();
        services.AddSingleton<HttpTimestampAuthority>().AddSingleton<ITimestampAuthority>(static p => p.GetRequiredService<HttpTimestampAuthority>());
        services.AddSingleton<IValidationMaterial>(static p => new RevocationMaterial(
            () => p.GetRequiredService<LiveDirectory>().Revocation, p.GetRequiredService<VerificationPolicy>().PacketLimits));
        services.AddSingleton(static p =>
        {
            var options = p.GetRequiredService<TimestampOptions>();
            return new ProofPolicy(options.Level, TimeSpan.FromDays(options.RenewBeforeDays), options.Sunset());
        });
        services.AddSingleton(static p => new ProofMaker(
            p.GetRequiredService<ITimestampAuthority>(),
            p.GetRequiredService<IValidationMaterial>(),
            p.GetRequiredService<CertificateChains>(),
            p.GetRequiredService<ProofPolicy>(),
            p.GetRequiredService<TimestampOptions>().HashName));
        services.AddSingleton<RaiseLevel>().AddSingleton<StampJournalHeads>().AddHostedService<StampPump>();
        services.AddSingleton<IFindingSource, TimestampFindings>();
        return services;
    }
}
