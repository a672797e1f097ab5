using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Sections;

namespace Axis.Cli.Joining;

/// <summary>The trust anchors that the root's section states (SIG-06, SIG-07): every change is a new signed version, made where the root's key is.</summary>
public static class Anchors
{
    /// <summary>States a CA certificate in a store.</summary>
    /// <exception cref="CliFailureException">It cannot vouch for certificates, has expired, is there already, or the root's key is not here; nothing was published.</exception>
    public static DirectorySection Add(DirectoryFolder folder, X509Certificate2 certificate, TrustStore store, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static b => b.CertificateAuthority)
            || certificate.Extensions.OfType<X509KeyUsageExtension>().Any(static u => !u.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign)))
        {
            throw Refused("NOT_A_CA", "Chứng thư này không phải của một CA: không bảo đảm được cho chứng thư nào.", "Lấy đúng chứng thư của CA tại nơi CA công bố.");
        }

        if (certificate.NotAfter <= now)
        {
            throw Refused("EXPIRED", "Chứng thư CA đã hết hạn.", "Lấy chứng thư CA còn hạn. Chứng thư CA cũ đã có trong danh bạ vẫn được giữ cho chữ ký cũ.");
        }

        var der = certificate.RawDataMemory;
        return Change(
            folder,
            records => records.OfType<AnchorRecord>().Any(a => a.Der.Span.SequenceEqual(der.Span))
                ? throw Refused("ANCHOR_KNOWN", "Danh bạ đã có gốc tin cậy này.", "Xem 'axis directory anchor list'. Đổi kho: gỡ rồi thêm lại.")
                : records.Append(new AnchorRecord(der) { Store = store }),
            now);
    }

    /// <summary>Takes an anchor out: what only it vouches for is no longer believed.</summary>
    /// <exception cref="CliFailureException">It is not there, it is the last one for official certificates, or the root's key is not here; nothing was published.</exception>
    public static DirectorySection Remove(DirectoryFolder folder, Digest fingerprint, DateTimeOffset now) => Change(
        folder,
        records =>
        {
            var left = records.Where(r => r is not AnchorRecord a || Digest.Of(a.Der.Span) != fingerprint).ToList();
            if (left.Count == records.Count)
            {
                throw Refused("ANCHOR_UNKNOWN", "Phần danh bạ gốc không có gốc tin cậy nào mang dấu vân tay này.", "Xem 'axis directory anchor list'.");
            }

            return left.OfType<AnchorRecord>().Any(static a => a.Store == TrustStore.Official)
                ? left
                : throw Refused("LAST_ANCHOR", "Đây là gốc tin cậy công vụ cuối cùng: gỡ đi thì không chữ ký nào của các cơ quan còn kiểm tra được.", "Thêm gốc mới trước, rồi gỡ gốc này.");
        },
        now);

    private static DirectorySection Change(DirectoryFolder folder, Func<IReadOnlyList<DirectoryRecord>, IEnumerable<DirectoryRecord>> change, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var book = folder.Open();
        if (folder.OwnSection != SectionHead.RootName || book.Find(SectionHead.RootName) is not { } current)
        {
            throw Refused("NO_ROOT_KEY", "Chỉ nơi giữ khóa gốc danh bạ mới thêm hay gỡ được gốc tin cậy.", "Chạy lệnh tại nút có tệp keys/directory-root.p12, hoặc chép tệp đó vào từ nơi cất giữ.");
        }

        // Before the key is asked for: what is refused needs no passphrase.
        var records = change(current.Records).ToList();
        using var key = folder.OwnKey().Key;
        var next = SectionIssue.Next(current, SectionHead.RootName, records, key, now);
        folder.Publish(book, next, now);
        return next;
    }

    private static CliFailureException Refused(string code, string sentence, string action) => new(ExitCodes.Refused, code, sentence, action);
}
