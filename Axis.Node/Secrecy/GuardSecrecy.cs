using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Pdf;
using Axis.Signing.Pdf.Text;

namespace Axis.Node.Secrecy;

/// <summary>
/// Looks for signs of a state secret before a document is registered or sent (SEC-02): in its metadata, and in the text of the first page of every PDF. What bears
/// one is stopped; nothing of it is stored but a fingerprint, and a named officer decides. The same door for the form, for packets handed in and for VXP clients.
/// </summary>
public sealed class GuardSecrecy(IStore store, TimeProvider time)
{
    /// <summary>Most files that are looked into; a packet holds no more.</summary>
    private const int MostFiles = 1_000;

    /// <summary>So far from the beginning readers look for a PDF's header, in bytes (ISO 32000-1, annex H.3).</summary>
    private const int HeaderWithin = 1024;

    /// <summary>A page's text costs little; a PDF that wants more than this is said to be not looked through.</summary>
    private static readonly PdfLimits Limits = PdfLimits.Default with { WorkBytes = 64L << 20, InflatedBytes = 16 << 20, Objects = 200_000 };

    /// <summary>Checks a document.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="files">Its files, unpacked, as they will be read by people.</param>
    /// <param name="channel">Pseudonym of who hands it in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What could not be looked through, for the clerk.</returns>
    /// <exception cref="RefusedException">It bears a sign, and no officer released it.</exception>
    public async Task<IReadOnlyList<Warning>> CheckAsync(DocumentMessage message, IReadOnlyList<StagedFile> files, string channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(files);
        var found = new List<Violation>(SecrecyGuard.Suspicions(message));
        var warnings = new List<Warning>();
        foreach (var file in files.Take(MostFiles))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Look(file, found, warnings);
        }

        if (found.Count == 0)
        {
            return warnings;
        }

        var now = time.GetUtcNow();
        var agency = message.From.OrganId;
        var findings = found.Select(static v => v.Field).Distinct().ToList();
        var hold = await store.WriteAsync(session => Hold(session, agency, Fingerprint(message, files), findings, channel, now), cancellationToken).ConfigureAwait(false);
        return hold.Released == true
            ? [.. warnings, new Warning("SEC-02", $"Đã được cán bộ bảo mật cho gửi ({hold.Id}): {hold.Reason}")]
            : throw new RefusedException(Stopped(hold, found));
    }

    /// <summary>The officer's release, or a hold that waits for it.</summary>
    internal static SecrecyHold Hold(ISession session, OrganId agency, Digest fingerprint, IReadOnlyList<string> findings, string channel, DateTimeOffset now)
    {
        var stopped = session.SecrecyHolds.Find(agency, fingerprint) is { Released: true } released
            ? released
            : session.SecrecyHolds.Stop(new SecrecyHold(Guid.CreateVersion7(now), agency, fingerprint, findings, channel, now, now, 1, null, null, null, null));
        session.Journal.Append(new JournalEntry(now, stopped.Released == true ? "secrecy-passed" : "secrecy-held", Agency: agency.Value, Actor: channel, To: stopped.Id.ToString()));
        return stopped;
    }

    private static Refusal Stopped(SecrecyHold hold, List<Violation> found) => new(
        RefusalKind.Invalid,
        "SEC-02",
        hold.Released == false
            ? $"Văn bản bị giữ lại vì có dấu hiệu mang độ mật và cán bộ bảo mật đã không cho gửi: {hold.Reason}"
            : $"{found[0].SentenceVi} Văn bản không được lưu ở nút; nếu đây không phải bí mật nhà nước, cán bộ bảo mật chạy 'axis secrecy release {hold.Id}', rồi gửi lại.",
        "The document bears signs of a state secret; an officer has to release it before it can be sent.")
    {
        Errors = [.. found.Select(static v => new FieldProblem(v.Field, v.Code, v.SentenceVi, v.SentenceEn))],
    };

    /// <summary>Refuses a status whose text bears a sign: nobody can release it, for it is said anew without the word.</summary>
    /// <exception cref="RefusedException">It bears one.</exception>
    public static void Demand(StatusMessage status)
    {
        if (SecrecyGuard.Suspicions(status) is [var found, ..])
        {
            throw new RefusedException(new Refusal(RefusalKind.Invalid, found.Code, $"{found.SentenceVi} Hãy viết lại nội dung, không nêu độ mật.", found.SentenceEn)
            {
                Errors = [new FieldProblem("description", found.Code, found.SentenceVi, found.SentenceEn)],
            });
        }
    }

    // The same document handed in again has the same one, whatever its packet looks like.
    private static Digest Fingerprint(DocumentMessage message, IReadOnlyList<StagedFile> files)
    {
        string?[] parts =
        [
            message.CodeNumber, message.CodeNotation, message.Type.TypeName, message.Subject, message.Content, .. message.Appendixes,
            .. message.Attachments.Select(static a => a.Name + "|" + a.Description), .. files.Select(static f => f.Sha256.ToString()),
            .. message.ToPlaces, .. message.Business.Reason is { Length: > 0 } reason ? [reason] : Array.Empty<string>(),
        ];
        return Digest.Of(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(static p => $"{p?.Length ?? 0}:{p}"))));
    }

    private static void Look(StagedFile file, List<Violation> found, List<Warning> warnings)
    {
        using var source = file.Held is { } held ? PdfSource.Of(held) : PdfSource.Open(file.Path);
        Span<byte> head = stackalloc byte[HeaderWithin];
        var header = head[..source.Read(0, head)].IndexOf("%PDF-"u8);
        if (header != 0)
        {
            // Readers take a PDF that begins later all the same; what its first page says there is not for this reader to guess.
            warnings.Add(NotRead(file, header > 0 ? "có dữ liệu lạ đứng trước phần đầu tệp PDF" : "không phải tệp PDF"));
            return;
        }

        try
        {
            var page = PdfTextReader.FirstPage(source, Limits);
            if (SecrecyGuard.PageBearsGrade(page.Text))
            {
                found.Add(SecrecyGuard.OnPage(file.Name));
            }
            else if (!page.IsComplete || page.Text.Length == 0)
            {
                warnings.Add(NotRead(file, page.Text.Length == 0 ? "trang đầu không có chữ (bản quét)" : "có chữ không đọc được"));
            }
        }
        catch (PdfFormatException e)
        {
            warnings.Add(NotRead(file, e.Message));
        }
    }

    private static Warning NotRead(StagedFile file, string why) =>
        new("SEC-02", $"Chưa kiểm tra được dấu độ mật ở trang đầu của tệp “{file.Name}”: {why}. Người gửi chịu trách nhiệm về khai báo không chứa bí mật nhà nước.");
}
