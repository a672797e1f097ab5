using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// Asks one server, again and again, what waits there: documents, then statuses; sooner after something came. A server that is away, or answers what is no answer,
/// is left alone for a growing while. Never is such an answer "nothing there".
/// </summary>
internal sealed class VxpPoll(NodeId link, VxpLinkOptions options, VxpLinks links, TakeEdoc take, LinkCircuit circuit, LinkHealth health, VxpPolls polls, IStore store, TimeProvider time, ILogger logger)
{
    private const int UntoldBatch = 200;
    private const int DueBatch = 50;

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(options.PollSeconds);
            if (circuit.Remaining is var rest && rest > TimeSpan.Zero)
            {
                pause = rest;
            }
            else
            {
                try
                {
                    var came = await RoundAsync(cancellationToken).ConfigureAwait(false);
                    circuit.Reached();
                    await health.ReachedAsync(link, cancellationToken).ConfigureAwait(false);
                    pause = came ? TimeSpan.FromSeconds(options.BusyPollSeconds) : pause;
                }
                catch (LinkUnreachableException e)
                {
                    circuit.Unreachable();
                    await health.FailedAsync(link, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
                    pause = circuit.Remaining;
                }
                catch (LinkAnswerException e)
                {
                    Log.ListRefused(logger, link.Value, e.Code);
                    await health.FailedAsync(link, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
                }
                catch (StoreUnavailableException e)
                {
                    Log.StoreUnavailable(logger, link.Value, e.Message);
                }
            }

            if (await polls.SleepAsync(link, pause, cancellationToken).ConfigureAwait(false))
            {
                // Something was handed over: its answers come before long.
                await Task.Delay(TimeSpan.FromSeconds(options.BusyPollSeconds), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One round. Answers whether anything came.</summary>
    public async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        // What the server refused to hear is not due for a while, so that it hides nothing behind it.
        foreach (var untold in store.Read(s => s.VxpLinks.Untold(link, time.GetUtcNow(), UntoldBatch)))
        {
            if (!await take.TellAsync(untold, cancellationToken).ConfigureAwait(false))
            {
                // Whether the server is away, the lists will show; the others behind this one have their turn at the next look.
                break;
            }
        }

        var came = false;
        var unusable = 0;
        foreach (var kind in new[] { PacketKind.Document, PacketKind.Status })
        {
            var list = await links.Client(link).ListAsync(kind, cancellationToken).ConfigureAwait(false);
            unusable += list.Unusable;
            foreach (var item in list.Items)
            {
                came |= await take.RunAsync(link, item, cancellationToken).ConfigureAwait(false);
            }
        }

        // What an operator wants tried again after "fail", and what the server lists no more, or not all at once.
        foreach (var due in store.Read(s => s.VxpLinks.Due(link, time.GetUtcNow(), DueBatch)))
        {
            came |= await take.RunAsync(link, new VxpListItem(due.DocId, due.Kind!.Value, null, due.To), cancellationToken).ConfigureAwait(false);
        }

        polls.Note(link, time.GetUtcNow(), unusable);
        return came;
    }
}
