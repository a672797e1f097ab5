using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Axis.Node.Options;
using Axis.Signing.Keys;

namespace Axis.Node.Mail;

/// <summary>
/// Hands messages to a mail server (RFC 6409, RFC 5321). The framework's SmtpClient cannot do it: it knows no TLS from the first byte (RFC 8314 recommends it), no
/// roots of one's own, and its exceptions do not say whether a reply was final, on which turns whether a report stays due. This one speaks what a submission needs and nothing else.
/// </summary>
/// <param name="options">The server; checked.</param>
/// <param name="folder">The data folder, which names of files are below.</param>
/// <param name="fromName">Name of the sender for people.</param>
/// <param name="time">The clock.</param>
public sealed class SmtpSubmission(MailOptions options, string folder, string fromName, TimeProvider time)
{
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(options.TimeoutSeconds);

    /// <summary>Hands over one message.</summary>
    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var content = MimeText.Write(mail, options.From, fromName);
        try
        {
            using var socket = new TcpClient();
            await ConnectAsync(socket, cancellationToken).ConfigureAwait(false);
            await using var plain = socket.GetStream();
            return await TalkAsync(plain, mail, content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SmtpFaultException or KeyFileException or SettingsException)
        {
            return new MailOutcome.Later(e.Message, ServerFails: true);
        }
        catch (AuthenticationException e)
        {
            return new MailOutcome.Later("chứng thư của máy chủ thư không được tin cậy: " + e.Message, ServerFails: true);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return new MailOutcome.Later("không kết nối được máy chủ thư: " + e.Message, ServerFails: true);
        }
    }

    private async Task ConnectAsync(TcpClient socket, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await socket.ConnectAsync(options.Host, options.PortInUse, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SmtpFaultException(string.Create(CultureInfo.InvariantCulture, $"không kết nối được máy chủ thư trong {_patience.TotalSeconds:0} giây"));
        }
    }

    private async Task<MailOutcome> TalkAsync(Stream plain, OutgoingMail mail, byte[] content, CancellationToken cancellationToken)
    {
        if (options.Security == MailSecurity.Tls)
        {
            await using var tls = await ProtectAsync(plain, cancellationToken).ConfigureAwait(false);
            var line = new SmtpLine(tls, _patience, time);
            Need(await line.ReplyAsync(cancellationToken).ConfigureAwait(false), 220, "lời chào");
            return await SubmitAsync(line, await HelloAsync(line, cancellationToken).ConfigureAwait(false), mail, content, cancellationToken).ConfigureAwait(false);
        }

        var first = new SmtpLine(plain, _patience, time);
        Need(await first.ReplyAsync(cancellationToken).ConfigureAwait(false), 220, "lời chào");
        var offers = await HelloAsync(first, cancellationToken).ConfigureAwait(false);
        if (options.Security == MailSecurity.None)
        {
            return await SubmitAsync(first, offers, mail, content, cancellationToken).ConfigureAwait(false);
        }

        if (!offers.Lines.Any(static l => l.Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
        {
            throw new SmtpFaultException("máy chủ thư không có STARTTLS: không gửi gì trên kết nối không được bảo vệ");
        }

        Need(await first.AskAsync("STARTTLS", cancellationToken).ConfigureAwait(false), 220, "STARTTLS");
        if (first.HasUnread)
        {
            // RFC 3207 §4.2 and the lesson of CVE-2011-0411: whoever is in the line can put replies before the handshake; nothing said before it counts after it.
            throw new SmtpFaultException("máy chủ thư gửi dữ liệu trước khi bắt tay TLS");
        }

        await using var secured = await ProtectAsync(plain, cancellationToken).ConfigureAwait(false);
        var safe = new SmtpLine(secured, _patience, time);
        return await SubmitAsync(safe, await HelloAsync(safe, cancellationToken).ConfigureAwait(false), mail, content, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SmtpReply> HelloAsync(SmtpLine line, CancellationToken cancellationToken)
    {
        // RFC 5321 §4.1.3: a client without a name of its own says its address; this one does not tell where it sits.
        var reply = await line.AskAsync("EHLO [127.0.0.1]", cancellationToken).ConfigureAwait(false);
        Need(reply, 250, "EHLO");
        return reply;
    }

    private async Task<SslStream> ProtectAsync(Stream plain, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var tls = new SslStream(plain, leaveInnerStreamOpen: true);
        try
        {
            var policy = TrustedRoots.Policy(TrustedRoots.Read(folder, options.TrustedRoots, "Mail:TrustedRoots"));
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = options.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13, CertificateChainPolicy = policy },
                either.Token).ConfigureAwait(false);
            return tls;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new SmtpFaultException("máy chủ thư không bắt tay TLS xong trong thời gian cho phép");
        }
        catch (Exception)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<MailOutcome> SubmitAsync(SmtpLine line, SmtpReply offers, OutgoingMail mail, byte[] content, CancellationToken cancellationToken)
    {
        await SignInAsync(line, offers, cancellationToken).ConfigureAwait(false);

        // A refused sender is a wrong setting, not a wrong message: it stays due until the setting is right.
        Need(await line.AskAsync($"MAIL FROM:<{options.From}>", cancellationToken).ConfigureAwait(false), 250, "địa chỉ gửi");
        var to = await line.AskAsync($"RCPT TO:<{mail.To}>", cancellationToken).ConfigureAwait(false);
        if (to.Code is not (250 or 251))
        {
            return Answered(to, "nơi nhận");
        }

        var ready = await line.AskAsync("DATA", cancellationToken).ConfigureAwait(false);
        if (ready.Code != 354)
        {
            return Answered(ready, "DATA");
        }

        var taken = await line.AskAsync(Ended(content), cancellationToken).ConfigureAwait(false);
        if (taken.Code != 250)
        {
            return Answered(taken, "nội dung");
        }

        await LeaveAsync(line, cancellationToken).ConfigureAwait(false);
        return new MailOutcome.Taken();
    }

    // The message is the server's since its 250: what happens to the farewell changes nothing.
    private static async Task LeaveAsync(SmtpLine line, CancellationToken cancellationToken)
    {
        try
        {
            await line.AskAsync("QUIT", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SmtpFaultException or IOException or OperationCanceledException)
        {
            return;
        }
    }

    private async Task SignInAsync(SmtpLine line, SmtpReply offers, CancellationToken cancellationToken)
    {
        if (options.User.Length == 0)
        {
            return;
        }

        var ways = offers.Lines.FirstOrDefault(static l => l.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var password = PassphraseFile.Read(Path.Combine(folder, options.PasswordFile));
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            // RFC 4616.
            var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{options.User}\0{password}"));
            Need(await line.AskAsync("AUTH PLAIN " + plain, cancellationToken).ConfigureAwait(false), 235, "đăng nhập");
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            Need(await line.AskAsync("AUTH LOGIN", cancellationToken).ConfigureAwait(false), 334, "đăng nhập");
            Need(await line.AskAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(options.User)), cancellationToken).ConfigureAwait(false), 334, "đăng nhập");
            Need(await line.AskAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(password)), cancellationToken).ConfigureAwait(false), 235, "đăng nhập");
        }
        else
        {
            throw new SmtpFaultException("máy chủ thư không cho đăng nhập bằng PLAIN hay LOGIN");
        }
    }

    // RFC 5321 §4.5.2: a line that begins with a full stop gets another one; the last line is a full stop alone.
    private static byte[] Ended(byte[] content)
    {
        var text = new List<byte>(content.Length + 8);
        var begins = true;
        foreach (var next in content)
        {
            if (begins && next == (byte)'.')
            {
                text.Add((byte)'.');
            }

            text.Add(next);
            begins = next == (byte)'\n';
        }

        text.AddRange(".\r\n"u8);
        return [.. text];
    }

    private static MailOutcome Answered(SmtpReply reply, string about) => reply.IsFinal
        ? new MailOutcome.Refused($"máy chủ thư từ chối {about}: {reply}")
        : new MailOutcome.Later($"máy chủ thư chưa nhận {about}: {reply}", ServerFails: false);

    private static void Need(SmtpReply reply, int code, string about)
    {
        if (reply.Code != code)
        {
            throw new SmtpFaultException($"máy chủ thư không chấp nhận {about}: {reply}");
        }
    }
}
