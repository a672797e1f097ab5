using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>A server on a raw socket that answers exactly the bytes it is told to, one connection per request. Knows nothing of the product.</summary>
public sealed class ScriptedVxp : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawRequest, RawReply> _answer;
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _port;

    public ScriptedVxp(Func<RawRequest, RawReply> answer)
    {
        _answer = answer;
        Start();
    }

    public Uri Address => new($"http://127.0.0.1:{_port}/vxp");

    /// <summary>The same address again after <see cref="StopAsync"/>.</summary>
    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        var listener = _listener;
        _accepting = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    var client = await listener.AcceptTcpClientAsync(_stop.Token);
                    _ = ServeAsync(client);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
            {
                // Stopped.
            }
        });
    }

    public async Task StopAsync()
    {
        _listener?.Stop();
        await _accepting;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await StopAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request)
                {
                    return;
                }

                var reply = _answer(request);
                foreach (var piece in reply.Pieces)
                {
                    await stream.WriteAsync(piece, _stop.Token);
                    if (reply.Pause > TimeSpan.Zero)
                    {
                        await Task.Delay(reply.Pause, _stop.Token);
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The caller had enough, or the test has ended.
            }
        }
    }

    private async Task<RawRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new MemoryStream();
        var one = new byte[1];
        while (true)
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Write(one);
            if (head.Length >= 4 && head.GetBuffer().AsSpan((int)head.Length - 4, 4).SequenceEqual("\r\n\r\n"u8))
            {
                break;
            }
        }

        var lines = Encoding.Latin1.GetString(head.ToArray()).Split("\r\n");
        var headers = lines.Skip(1).Where(static l => l.Length > 0).Select(static l => l.Split(':', 2)).ToLookup(static l => l[0], static l => l[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var first = lines[0].Split(' ');
        return new RawRequest(first[0], first[1][(first[1].LastIndexOf('/') + 1)..], headers, body);
    }
}

/// <summary>One request as it came.</summary>
public sealed record RawRequest(string Method, string Call, ILookup<string, string> Headers, byte[] Body)
{
    /// <summary>The value of a logical header.</summary>
    public string? this[string name] => Headers["XroadVnpt-" + name].FirstOrDefault();
}

/// <summary>The bytes to answer, and how slowly.</summary>
public sealed record RawReply(IReadOnlyList<byte[]> Pieces, TimeSpan Pause)
{
    /// <summary>The connection ends without a word.</summary>
    public static RawReply Nothing { get; } = new([], TimeSpan.Zero);

    public static RawReply Of(byte[] body, string status = "200 OK", string headers = "Content-Type: application/json\r\n", long? length = null) =>
        new([Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: {length ?? body.Length}\r\nConnection: close\r\n\r\n"), body], TimeSpan.Zero);

    public static RawReply Of(string body, string status = "200 OK", string headers = "Content-Type: application/json\r\n", long? length = null) =>
        Of(Encoding.UTF8.GetBytes(body), status, headers, length);
}
