using Axis.Node.Api;
using Axis.Node.Deadlines;
using Axis.Node.Secrecy;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Changes;

/// <summary>Adds recall, take-back, update and replacement, and the duties that documents bring.</summary>
public static class ChangeServices
{
    /// <summary>Adds the services; the host brings the calendar.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddSingleton<InboxDuties>().AddHostedService<ReckonDeadlines>().AddSingleton<UnreadSignal>().AddSingleton<ChangeTargets>().AddSingleton<WithdrawDeliveries>().AddSingleton<BeginChanges>().AddSingleton<ObeyIsolation>().AddSingleton<ReceiveChanges>();
        services.AddSingleton<ChangeAnswers>().AddSingleton<IChangeAnswers>(static p => p.GetRequiredService<ChangeAnswers>()).AddSingleton<IRecallDocuments, RecallDocuments>();
        services.AddSingleton<IFindingSource, ChangeFindings>();
        services.AddHostedService<AnswerUnread>();
        return services;
    }
}
