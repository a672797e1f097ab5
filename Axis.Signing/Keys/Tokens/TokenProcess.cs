using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Axis.Signing.Keys.Tokens;

/// <summary>One run of the token process with one key opened in it. Not thread-safe; of no use after its first failure.</summary>
internal sealed class TokenProcess : IDisposable
{
    private const int MaxPrinted = 8 * 1024;
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly StringBuilder _printed = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private int _key;

    private TokenProcess(Process process, TimeProvider time, TimeSpan patience) => (_process, _time, _patience) = (process, time, patience);

    /// <summary>Starts the process and opens the key.</summary>
    /// <param name="command">How.</param>
    /// <param name="key">Which key.</param>
    /// <param name="pin">The token's PIN.</param>
    /// <param name="patience">Longest wait for one answer.</param>
    /// <param name="time">The clock.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo of the key.</param>
    /// <exception cref="KeyUnavailableException">It cannot be opened.</exception>
    public static TokenProcess Open(TokenProgramCommand command, TokenUri key, string pin, TimeSpan patience, TimeProvider time, out byte[] publicKey)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw KeyUnavailableException.Of(KeyUnavailableException.NoEngine, key.Name);
        }
        catch (ExternalException e)
        {
            throw new KeyUnavailableException(KeyUnavailableException.NoEngine, $"Không khởi động được tiến trình ký bằng thiết bị: {e.Message}", e);
        }

        var token = new TokenProcess(process, time, patience);
        process.ErrorDataReceived += (_, line) => token.Print(line.Data);
        process.BeginErrorReadLine();
        try
        {
            var answer = token.Ask(TokenFrameKind.Open, Encoding.UTF8.GetBytes(key.Text + "\n" + pin), TokenFrameKind.Opened, key);
            token._key = BinaryPrimitives.ReadInt32BigEndian(answer.Span);
            publicKey = answer[4..].ToArray();
            return token;
        }
        catch
        {
            token.Dispose();
            throw;
        }
    }

    /// <summary>Signs a hash: RSA-PKCS1, or ECDSA as r‖s.</summary>
    /// <exception cref="KeyUnavailableException">The token failed.</exception>
    public byte[] Sign(ReadOnlySpan<byte> hash, TokenUri key)
    {
        Span<byte> body = stackalloc byte[4 + hash.Length];
        BinaryPrimitives.WriteInt32BigEndian(body, _key);
        hash.CopyTo(body[4..]);
        return Ask(TokenFrameKind.Sign, body, TokenFrameKind.Signed, key).ToArray();
    }

    public void Dispose()
    {
        // The end of its input ends it; one that hangs in its driver is ended.
        Kill();
        _process.Dispose();
    }

    private ReadOnlyMemory<byte> Ask(TokenFrameKind request, ReadOnlySpan<byte> body, TokenFrameKind wanted, TokenUri key)
    {
        try
        {
            using var limit = _time.CreateTimer(static process => ((TokenProcess)process!).Kill(), this, _patience, Timeout.InfiniteTimeSpan);
            TokenFrame.Write(_process.StandardInput.BaseStream, request, body);
            if (TokenFrame.Read(_process.StandardOutput.BaseStream) is { } answer && answer.Kind == wanted)
            {
                return answer.Body;
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException)
        {
            throw KeyUnavailableException.Of(Code(), key.Name);
        }

        throw KeyUnavailableException.Of(Code(), key.Name);
    }

    // What it printed is complete only once it has ended.
    private string Code()
    {
        if (!_process.WaitForExit(EndingTime))
        {
            Kill();
        }

        if (_process.WaitForExit(EndingTime))
        {
            using var limit = new CancellationTokenSource(EndingTime);
            try
            {
                _process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // A process that the driver started holds the line open; what was printed so far has to do.
                return Read();
            }
        }

        return Read();
    }

    private string Read()
    {
        lock (_printed)
        {
            return TokenTrouble.CodeOf(_printed.ToString());
        }
    }

    private void Print(string? line)
    {
        lock (_printed)
        {
            if (line is not null && _printed.Length < MaxPrinted)
            {
                _printed.AppendLine(line);
            }
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or ExternalException)
        {
            // It has ended by itself: what was wanted.
            return;
        }
    }
}
