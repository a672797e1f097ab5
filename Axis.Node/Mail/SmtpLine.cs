using System.Globalization;
using System.Text;

namespace Axis.Node.Mail;

/// <summary>Commands and replies over one stream; replies are bounded in lines, length and time.</summary>
internal sealed class SmtpLine(Stream stream, TimeSpan patience, TimeProvider time)
{
    // RFC 5321 §4.5.3.1.5 allows 512 octets a line; servers write longer ones, none this long.
    private const int MaxLineBytes = 2_048;
    private const int MaxLines = 100;

    private readonly byte[] _buffer = new byte[4_096];
    private int _start;
    private int _end;

    /// <summary>Whether bytes came that nothing has asked for yet.</summary>
    public bool HasUnread => _end > _start;

    /// <summary>Sends a command without its line end and reads the reply.</summary>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        if (command.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            throw new ArgumentException("A command is one line.", nameof(command));
        }

        return await AskAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends bytes as they are and reads the reply.</summary>
    public Task<SmtpReply> AskAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => WithinAsync(
        async token =>
        {
            await stream.WriteAsync(bytes, token).ConfigureAwait(false);
            await stream.FlushAsync(token).ConfigureAwait(false);
            return await ReadAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Reads a reply.</summary>
    public Task<SmtpReply> ReplyAsync(CancellationToken cancellationToken) => WithinAsync(ReadAsync, cancellationToken);

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SmtpFaultException(string.Create(CultureInfo.InvariantCulture, $"máy chủ thư không trả lời trong {patience.TotalSeconds:0} giây"));
        }
    }

    private async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var code = 0;
        while (lines.Count < MaxLines)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read is < 200 or > 599
                || (line.Length > 3 && line[3] is not (' ' or '-')) || (code != 0 && read != code))
            {
                throw new SmtpFaultException("máy chủ thư trả lời không theo RFC 5321");
            }

            code = read;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new SmtpFaultException("máy chủ thư trả lời dài quá giới hạn");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
                if (_end == 0)
                {
                    throw new SmtpFaultException("máy chủ thư ngắt kết nối");
                }
            }

            var next = _buffer[_start++];
            if (next == (byte)'\n')
            {
                if (line.Count > 0 && line[^1] == (byte)'\r')
                {
                    line.RemoveAt(line.Count - 1);
                }

                return Encoding.UTF8.GetString([.. line]);
            }

            if (line.Count == MaxLineBytes)
            {
                throw new SmtpFaultException("máy chủ thư trả lời dài quá giới hạn");
            }

            line.Add(next);
        }
    }
}
