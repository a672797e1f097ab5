using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Axis.Node.Options;
using RabbitMQ.Client;

namespace Axis.Node.Brokers;

/// <summary>One connection and one channel with publisher confirms, opened when they are needed and thrown away whole when anything is wrong with them.</summary>
internal sealed class RabbitMqLine(ConnectionFactory factory, string exchange) : IAsyncDisposable
{
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(2);
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>How a broker is reached. Recovery is ours: a line that broke may have swallowed what was on it, and the outbox tells that again.</summary>
    public static ConnectionFactory Factory(Uri address, string virtualHost, string user, string password, X509Certificate2Collection roots, TimeSpan timeout, string clientName)
    {
        var secure = address.Scheme == "amqps";
        var factory = new ConnectionFactory
        {
            HostName = address.DnsSafeHost,
            Port = address.Port > 0 ? address.Port : secure ? AmqpTcpEndpoint.DefaultAmqpSslPort : Protocols.DefaultProtocol.DefaultPort,
            VirtualHost = virtualHost,
            UserName = user,
            Password = password,
            ClientProvidedName = clientName,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = timeout,
            HandshakeContinuationTimeout = timeout,
            ContinuationTimeout = timeout,
            SocketReadTimeout = timeout,
            SocketWriteTimeout = timeout,
            RequestedHeartbeat = TimeSpan.FromSeconds(30),
            MaxInboundMessageBodySize = 64 * 1024,
        };
        factory.Ssl = new SslOption
        {
            Enabled = secure,
            ServerName = address.DnsSafeHost,
            AcceptablePolicyErrors = SslPolicyErrors.None,
            CertificateValidationCallback = roots.Count == 0 ? null : (_, certificate, _, errors) => ComesFrom(roots, certificate, errors),
        };
        return factory;
    }

    /// <summary>The open channel.</summary>
    public async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_channel is { IsOpen: true } open)
            {
                return open;
            }

            await CloseAsync().ConfigureAwait(false);
            _connection = await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
            var channel = await _connection.CreateChannelAsync(Confirmed, cancellationToken).ConfigureAwait(false);
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken).ConfigureAwait(false);
            return _channel = channel;
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Throws the line away when it is still the one that failed.</summary>
    public async Task BreakAsync(IChannel? failed)
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (failed is not null && ReferenceEquals(_channel, failed))
            {
                await CloseAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    // The name was checked by the platform; only the chain is ours.
    private static bool ComesFrom(X509Certificate2Collection roots, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain { ChainPolicy = TrustedRoots.Policy(roots) };
        using var leaf = new X509Certificate2(certificate);
        return chain.Build(leaf);
    }

    private async Task CloseAsync()
    {
        var (channel, connection) = (_channel, _connection);
        (_channel, _connection) = (null, null);
        if (connection is not null)
        {
            // Aborting never throws; a broker that is gone is not waited for.
            await connection.AbortAsync(Parting).ConfigureAwait(false);
            if (channel is not null)
            {
                await channel.DisposeAsync().ConfigureAwait(false);
            }

            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
