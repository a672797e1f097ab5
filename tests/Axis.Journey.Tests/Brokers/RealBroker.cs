using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;
using RabbitMQ.Client;

namespace Axis.Journey.Tests.Brokers;

/// <summary>
/// Debian's RabbitMQ as a process of its own: own folder, cookie, node name, and loopback ports for AMQP, AMQP over TLS, Erlang's distribution and its port
/// mapper. In CI a missing broker fails the test; elsewhere the test is skipped and says so.
/// </summary>
internal sealed class RealBroker : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int StartSeconds = 90;

    private readonly string _folder = Directory.CreateTempSubdirectory("axis-rabbit-").FullName;
    private readonly ReservedPort _plain = ReservedPort.Take();
    private readonly ReservedPort _tls = ReservedPort.Take();
    private readonly ReservedPort _distribution = ReservedPort.Take();
    private readonly ReservedPort _mapper = ReservedPort.Take();
    private readonly DevelopmentCa _ca;
    private Process? _process;

    private RealBroker()
    {
        _ca = DevelopmentCa.Create(Path.Combine(_folder, "ca"), "CA của máy chủ", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        using var certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Tls, "rabbit") { Addresses = [System.Net.IPAddress.Loopback] }, SignatureAlgorithm.EcdsaP256Sha256);
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(Path.Combine(_folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "server.key"), key.ExportECPrivateKeyPem());
        File.WriteAllText(Roots, _ca.Certificate.ExportCertificatePem());
        File.WriteAllText(
            Path.Combine(_folder, "rabbit.conf"),
            string.Create(CultureInfo.InvariantCulture, $"""
                listeners.tcp.1 = 127.0.0.1:{_plain.Number}
                listeners.ssl.1 = 127.0.0.1:{_tls.Number}
                ssl_options.certfile = {_folder}/server.pem
                ssl_options.keyfile = {_folder}/server.key
                ssl_options.versions.1 = tlsv1.2
                disk_free_limit.absolute = 1MB

                """));
    }

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{_plain.Number}"));

    public Uri TlsAddress => new(string.Create(CultureInfo.InvariantCulture, $"amqps://127.0.0.1:{_tls.Number}"));

    /// <summary>PEM of the authority that the broker's certificate comes from.</summary>
    public string Roots => Path.Combine(_folder, "roots.pem");

    public static async Task<RealBroker> StartAsync()
    {
        if (!File.Exists(Program))
        {
            const string say = "rabbitmq-server is not installed (Debian: rabbitmq-server).";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(say);
            }

            Assert.Ignore(say);
        }

        var broker = new RealBroker();
        try
        {
            await broker.RestartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL, to the broker and what it started.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }
    }

    /// <summary>Starts it again when it does not run.</summary>
    public Task EnsureAsync() => _process is { HasExited: false } ? Task.CompletedTask : RestartAsync();

    public async Task RestartAsync()
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = _folder };
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("RABBITMQ_", StringComparison.Ordinal) || k.StartsWith("ERL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = _folder, // where Erlang keeps its cookie
            ["RABBITMQ_NODENAME"] = $"axis{_plain.Number}@localhost",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbit.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_DIST_PORT"] = Text(_distribution.Number),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["ERL_EPMD_PORT"] = Text(_mapper.Number),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        })
        {
            start.Environment[name] = value;
        }

        _process?.Dispose();
        var process = _process = Process.Start(start)!;
        var said = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var i = 0; i < StartSeconds * 5; i++)
        {
            if (await AnswersAsync())
            {
                return;
            }

            if (process.HasExited)
            {
                break;
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException($"RabbitMQ did not start.\n{said}");
    }

    /// <summary>A connection of software that listens.</summary>
    public Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = Address, UserName = "guest", Password = "guest", AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        var end = new ProcessStartInfo("epmd", ["-port", Text(_mapper.Number), "-kill"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        end.Environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        using (var mapper = Process.Start(end)!)
        {
            await mapper.WaitForExitAsync();
        }

        foreach (var port in (ReservedPort[])[_plain, _tls, _distribution, _mapper])
        {
            port.Dispose();
        }

        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Its port is open before it lets anybody in.
    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(System.Net.IPAddress.Loopback, _plain.Number);
            await using var connection = await ConnectAsync();
            return true;
        }
        catch (Exception e) when (e is SocketException or RabbitMQ.Client.Exceptions.BrokerUnreachableException or RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }
}
