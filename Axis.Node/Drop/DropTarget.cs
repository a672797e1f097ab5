using Axis.Node.Api;
using Axis.Node.Events;
using Axis.Node.Storage;

namespace Axis.Node.Drop;

/// <summary>
/// An agency's folder as a receiver of events: a document received goes to <c>in/</c>, another state of a document sent through the folder to its sidecar. The
/// outbox of events makes both happen at least once, in the order of each document.
/// </summary>
internal sealed class DropTarget(DropFolder folder, PutInbox put, WriteStatus status) : IEventTarget
{
    public string Name => $"drop-{folder.Agency}";

    public string Kind => "drop";

    public string Place => folder.Root;

    public int Concurrency => 1;

    public bool Wants(ExchangeEvent item) => item.Agency == folder.Agency && (item.Kind == EventKind.DocumentStatus ? item.Packet is not null : folder.Options.Deliver);

    public async Task<EventOutcome> TellAsync(ExchangeEvent item, CancellationToken cancellationToken)
    {
        try
        {
            folder.Prepare();
            switch (item.Kind)
            {
                case EventKind.DocumentReceived:
                    await put.RunAsync(folder, item.Subject, cancellationToken).ConfigureAwait(false);
                    break;
                case EventKind.DocumentStatus when item.Packet is { } packet:
                    status.Run(folder, packet);
                    break;
                case EventKind.Test:
                    folder.Replace(Path.Combine(folder.Temp, "test"), []);
                    File.Delete(Path.Combine(folder.Temp, "test"));
                    break;
                default:
                    break;
            }

            return new EventOutcome.Taken();
        }
        catch (RefusedException e) when (e.Refusal == ApiRefusals.DiskReserve)
        {
            // Of this node, and it passes: the document waits.
            return new EventOutcome.Away(e.Refusal.Sentence);
        }
        catch (RefusedException e)
        {
            return new EventOutcome.Answered(e.Refusal.Sentence);
        }
        catch (Exception e) when (e is InvalidDataException or PathTooLongException)
        {
            // Of the document, not of the folder: the others must not wait behind it.
            return new EventOutcome.Answered(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new EventOutcome.Away(e.Message);
        }
    }
}
