using System.Globalization;
using Axis.Core.Agencies;
using Axis.Node.Events;
using Axis.Node.Options;
using Axis.Node.Storage;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Axis.Node.Brokers;

/// <summary>
/// Publishes events to a topic exchange, persistent, under <c>AGENCY.TYPE</c>. Taken means that the broker confirmed it, and, where that is asked for, that some
/// queue has it.
/// </summary>
internal sealed class RabbitMqTarget(RabbitMqOptions options, RabbitMqLine line, TimeSpan timeout, NodeId node, IStore store, TimeProvider time) : IEventTarget, IAsyncDisposable
{
    private const int Parallel = 8;

    private readonly HashSet<OrganId> _agencies = [.. options.Agencies.Select(OrganId.Parse)];

    public string Name => RabbitMqOptions.Name;

    public string Kind => "rabbitmq";

    public string Place => $"{options.Address.TrimEnd('/')} {options.VirtualHost} {options.Exchange}";

    public int Concurrency => Parallel;

    public bool Wants(ExchangeEvent item) => _agencies.Count == 0 || _agencies.Contains(item.Agency);

    public async Task<EventOutcome> TellAsync(ExchangeEvent item, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        IChannel? channel = null;
        try
        {
            channel = await line.OpenAsync(either.Token).ConfigureAwait(false);
            await channel.BasicPublishAsync(options.Exchange, KeyOf(item), options.RequireQueue, Properties(item), EventJson.Write(item, node, Subject(item)), either.Token).ConfigureAwait(false);
            return new EventOutcome.Taken();
        }
        catch (PublishException e) when (e.IsReturn)
        {
            return new EventOutcome.Answered($"chưa có hàng đợi nào nhận khóa '{KeyOf(item)}' của exchange '{options.Exchange}'");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await line.BreakAsync(channel).ConfigureAwait(false);
            return new EventOutcome.Away(string.Create(CultureInfo.InvariantCulture, $"không xác nhận trong {timeout.TotalSeconds:0} giây"));
        }
        catch (Exception e) when (e is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException)
        {
            await line.BreakAsync(channel).ConfigureAwait(false);
            return new EventOutcome.Away(Reason(e));
        }
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    /// <summary>The agency's code and the type, as words between full stops: <c>H37.20.document.status</c>.</summary>
    private static string KeyOf(ExchangeEvent item) => $"{item.Agency}.{EventJson.TypeOf(item.Kind)}";

    private static string Reason(Exception e) => e switch
    {
        OperationInterruptedException { ShutdownReason: { ReplyCode: > 0 } why } => string.Create(CultureInfo.InvariantCulture, $"máy chủ RabbitMQ ngắt: {why.ReplyCode} {why.ReplyText}"),
        PublishException => "máy chủ RabbitMQ không nhận (nack)",
        BrokerUnreachableException => "không kết nối được: " + e.GetBaseException().Message,
        _ => "không kết nối được: " + e.Message,
    };

    private BasicProperties Properties(ExchangeEvent item) => new()
    {
        ContentType = "application/json",
        ContentEncoding = "utf-8",
        DeliveryMode = DeliveryModes.Persistent,
        MessageId = item.Id.ToString(),
        Type = EventJson.TypeOf(item.Kind),
        AppId = node.Value,
        Timestamp = new AmqpTimestamp(item.At.ToUnixTimeSeconds()),
        Headers = new Dictionary<string, object?> { [WebhookHeaders.Sequence] = item.Sequence },
    };

    private string? Subject(ExchangeEvent item) =>
        options.IncludeSubject && item.Packet is { } packet ? store.Read(s => s.Packets.Find(packet))?.Facts.Subject : null;
}
