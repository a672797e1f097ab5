using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Axis.Node.Tests.Mail;

/// <summary>A mail server over a real socket with real TLS that keeps what it is told and answers as the test wants.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    /// <summary>The name by which the end of a message is scripted.</summary>
    public const string EndOfMessage = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public SmtpSink()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Its certificate; without one it offers no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>TLS from the first byte.</summary>
    public bool FromFirstByte { get; init; }

    /// <summary>What it offers after EHLO besides STARTTLS.</summary>
    public string[] Offers { get; init; } = [];

    /// <summary>What comes in clear right behind the answer to STARTTLS.</summary>
    public string BehindStartTls { get; init; } = "";

    /// <summary>An answer instead of the usual one, by the command's first word; null = the usual one, empty = the line is cut.</summary>
    public Func<string, string?> Answer { get; set; } = static _ => null;

    /// <summary>Every command line, those over TLS with <c>*</c> in front.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Every message whose end came, as it came.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var socket = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(socket.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The test cuts the line, or the client does.
                continue;
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (FromFirstByte)
        {
            stream = await ProtectAsync(stream);
        }

        await SayAsync(stream, Answer("(greeting)") ?? "220 sink ESMTP");
        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Enqueue((stream is SslStream ? "*" : "") + line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            var answer = Answer(verb) ?? verb switch
            {
                "EHLO" => Hello(stream),
                "STARTTLS" => "220 go\r\n" + BehindStartTls,
                "AUTH" => "235 in",
                "DATA" => "354 go",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if (answer.Length == 0)
            {
                return;
            }

            await SayAsync(stream, answer.TrimEnd('\r', '\n'));
            if (verb == "STARTTLS" && answer[0] == '2')
            {
                stream = await ProtectAsync(stream);
            }
            else if (verb == "DATA" && answer[0] == '3')
            {
                await TakeAsync(stream);
            }
        }
    }

    private string Hello(Stream stream)
    {
        string[] lines = ["sink", .. Certificate is not null && stream is not SslStream ? ["STARTTLS"] : Array.Empty<string>(), .. Offers];
        return string.Join("\r\n", lines.Select((l, i) => (i == lines.Length - 1 ? "250 " : "250-") + l));
    }

    private async Task TakeAsync(Stream stream)
    {
        var message = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != EndOfMessage)
        {
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        Messages.Enqueue(message.ToString());
        var answer = Answer(EndOfMessage) ?? "250 queued";
        if (answer.Length == 0)
        {
            throw new IOException("cut");
        }

        await SayAsync(stream, answer);
    }

    private async Task<Stream> ProtectAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return tls;
    }

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), _stop.Token);

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var next = new byte[1];
        while (await stream.ReadAsync(next, _stop.Token) == 1)
        {
            if (next[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r');
            }

            bytes.Add(next[0]);
        }

        return null;
    }
}
