using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Journal;

/// <summary>Makes a contradiction between two heads known: kept with both seals, journalled, logged; status, doctor, readiness and metrics show it from the row.</summary>
internal static class HeadAlarms
{
    public static async Task RaiseAsync(IStore store, HeadAlarm alarm, ILogger logger, CancellationToken cancellationToken)
    {
        var added = await store.WriteAsync(
            session =>
            {
                if (!session.Heads.AddAlarm(alarm))
                {
                    return false;
                }

                session.Journal.Append(new JournalEntry(alarm.At, JournalKinds.HeadFork, Agency: alarm.Node.Value, Actor: alarm.Witness.Value, To: alarm.Log));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (added)
        {
            Log.HeadFork(logger, alarm.Node.Value, alarm.Witness.Value, alarm.Log);
        }
    }
}
