using System.Text.Json;
using Axis.Node.Options;
using RabbitMQ.Client;

namespace Axis.Journey.Tests.Brokers;

/// <summary>Software that has a durable queue at the broker.</summary>
internal sealed class Listener(RealBroker broker, string queue, params string[] bindings)
{
    /// <summary>Makes exchange, queue and bindings.</summary>
    public async Task BindAsync()
    {
        await using var connection = await broker.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(new RabbitMqOptions().Exchange, ExchangeType.Topic, durable: true, autoDelete: false);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        foreach (var binding in bindings)
        {
            await channel.QueueBindAsync(queue, new RabbitMqOptions().Exchange, binding);
        }
    }

    /// <summary>Takes all that lies in the queue now.</summary>
    public async Task<List<Told>> DrainAsync()
    {
        await using var connection = await broker.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var told = new List<Told>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            told.Add(new Told(message.RoutingKey, message.BasicProperties.MessageId, message.BasicProperties.Persistent, JsonDocument.Parse(message.Body.ToArray()).RootElement));
        }

        return told;
    }

    /// <param name="Key">Routing key.</param>
    /// <param name="Id">Message id.</param>
    /// <param name="Persistent">Whether it outlives the broker.</param>
    /// <param name="Event">Body.</param>
    internal sealed record Told(string Key, string? Id, bool Persistent, JsonElement Event);
}
