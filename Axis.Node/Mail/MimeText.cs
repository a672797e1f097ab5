using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Rules;

namespace Axis.Node.Mail;

/// <summary>
/// Writes a message as RFC 5322 and MIME (RFC 2045, 2047, 2183) say, in seven-bit lines of 76 characters at most. Text only ever stands in it as base64, so that
/// no letter of a subject, a name or a body can begin a header or end the message.
/// </summary>
internal static class MimeText
{
    private const int LineBytes = 57;

    // RFC 2047 §2: a line with encoded words has 76 characters at most. "=?utf-8?B?" and "?=" take 12, the longest name in front 9, and base64 makes 4 of 3.
    private const int WordBytes = 39;

    /// <summary>The message's bytes.</summary>
    /// <exception cref="ArgumentException">An address, the id or a file's name is not plain.</exception>
    public static byte[] Write(OutgoingMail mail, string from, string fromName)
    {
        ArgumentNullException.ThrowIfNull(mail);
        Plain(from, MailAddressText.IsValid(from));
        Plain(mail.To, MailAddressText.IsValid(mail.To));
        Plain(mail.Id, mail.Id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'));
        var text = new StringBuilder();
        Header(text, "Date", VietnamTime.ToLocal(mail.At).ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0700");
        Header(text, "From", $"{Words(fromName)}\r\n <{from}>");
        Header(text, "To", $"<{mail.To}>");
        Header(text, "Subject", Words(mail.Subject));
        Header(text, "Message-ID", $"<{mail.Id}@{from[(from.LastIndexOf('@') + 1)..]}>");

        // RFC 3834: nobody's holiday answer comes back.
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "MIME-Version", "1.0");
        if (mail.File is not { } file)
        {
            Part(text, "text/plain; charset=utf-8", null, Encoding.UTF8.GetBytes(mail.Body));
            return Encoding.ASCII.GetBytes(text.ToString());
        }

        Plain(file.Name, file.Name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'));
        Plain(file.MediaType, file.MediaType.All(static c => c is >= ' ' and <= '~'));

        // Base64 has no '_', so the boundary cannot occur within.
        var boundary = "axis_" + RandomNumberGenerator.GetHexString(24, lowercase: true);
        Header(text, "Content-Type", $"multipart/mixed;\r\n boundary=\"{boundary}\"");
        text.Append("\r\n--").Append(boundary).Append("\r\n");
        Part(text, "text/plain; charset=utf-8", null, Encoding.UTF8.GetBytes(mail.Body));
        text.Append("--").Append(boundary).Append("\r\n");
        Part(text, file.MediaType, file.Name, file.Content);
        text.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The text as encoded words, folded; a letter is never split between two.</summary>
    internal static string Words(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        Span<byte> buffer = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            // A line break has no meaning in a header, and some readers show what follows as one.
            var letter = Rune.IsControl(rune) ? new Rune(' ') : rune;
            var length = letter.EncodeToUtf8(buffer);
            if (bytes.Count + length > WordBytes)
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }

            bytes.AddRange(buffer[..length]);
        }

        words.Add(Word(bytes));
        return string.Join("\r\n ", words);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder text, string type, string? fileName, byte[] content)
    {
        Header(text, "Content-Type", type);
        Header(text, "Content-Transfer-Encoding", "base64");
        if (fileName is not null)
        {
            Header(text, "Content-Disposition", $"attachment; filename=\"{fileName}\"");
        }

        text.Append("\r\n");
        for (var at = 0; at < content.Length; at += LineBytes)
        {
            text.Append(Convert.ToBase64String(content, at, Math.Min(LineBytes, content.Length - at))).Append("\r\n");
        }
    }

    private static void Plain(string value, bool plain)
    {
        if (!plain || value.Length == 0)
        {
            throw new ArgumentException($"'{value}' does not stand in a header as it is.", nameof(value));
        }
    }
}
