using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Axis.Signing.Trust;

namespace Axis.Cli.Joining;

/// <summary>The directory keeper's side of changing keys: checks who asks, has the next certificates issued, and states them beside the present ones.</summary>
public static class Renewing
{
    /// <summary>How long after the next key's first instant the one before still counts: enough for every node to have the newer directory.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(7);

    private static readonly TimeSpan CrlValidity = TimeSpan.FromDays(7);
    private static readonly TimeSpan FarthestStart = TimeSpan.FromDays(90);

    /// <summary>Checks the request, publishes the new section, and answers the certificates.</summary>
    /// <param name="request">The request.</param>
    /// <param name="folder">The keeper's directory.</param>
    /// <param name="ca">Issues the certificates; <c>null</c> when they come from elsewhere.</param>
    /// <param name="given">Certificates that another authority issued for the requests.</param>
    /// <param name="lostKeys">The keys in force are lost: the keeper has made sure of the applicant in another way.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="CliFailureException">Something is not acceptable; nothing was published.</exception>
    public static (DirectorySection Section, IReadOnlyList<IssuedCertificate> Issued) Certify(
        RenewalRequest request, DirectoryFolder folder, DevelopmentCa? ca, IReadOnlyList<X509Certificate2> given, bool lostKeys, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(given);
        var book = folder.Open();
        var (name, key) = folder.OwnKey();
        using (key)
        {
            var current = book.Find(name) ?? throw Wrong($"chưa có phần danh bạ '{name}'");
            Check(request, current, book.Snapshot, lostKeys, now);
            var issued = request.Keys.Select(k => (Key: k, Der: Certificate(k, request.Node, book.Snapshot, ca, given))).ToList();
            var records = current.Records.Select(r => Retire(r, request.Keys)).Concat(issued.Select(static i => Bind(i.Key, i.Der)));
            if (ca is not null)
            {
                records = records.Where(static r => r is not RevocationListRecord).Append(new RevocationListRecord(ca.IssueCrl(CrlValidity)));
            }

            var next = SectionIssue.Next(current, name, records, key, now);
            folder.Publish(book, next, now);
            return (next, [.. issued.Select(static i => new IssuedCertificate(i.Key.Use, i.Key.Owner, Convert.ToBase64String(i.Der)))]);
        }
    }

    /// <summary>Whether the section that this folder keeps is the one that states the node.</summary>
    public static bool Keeps(DirectoryFolder folder, string node)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.OwnSection is { } name && folder.Open().Find(name)?.Records.OfType<NodeRecord>().Any(r => r.Node.Id.Value == node) == true;
    }

    private static void Check(RenewalRequest request, DirectorySection section, DirectorySnapshot directory, bool lostKeys, DateTimeOffset now)
    {
        if (!NodeId.TryParse(request.Node, out var node) || !section.Records.OfType<NodeRecord>().Any(r => r.Node.Id == node))
        {
            throw Wrong($"phần danh bạ này không nêu nút '{request.Node}'");
        }

        if (request.Keys.Count == 0 || request.Keys.DistinctBy(static k => (k.Use, k.Owner)).Count() != request.Keys.Count)
        {
            throw Wrong("không có khóa nào, hoặc một khóa được xin hai lần");
        }

        using var verifier = new CertificateKeys();
        foreach (var key in request.Keys)
        {
            var own = key.Use switch
            {
                KeyUse.Tls or KeyUse.NodeSeal => key.Owner == node.Value,
                KeyUse.Agency => OrganId.TryParse(key.Owner, out var code) && section.Records.OfType<AgencyRecord>().Any(r => r.Agency.Code == code && r.Agency.Host == node),
                _ => false,
            };
            if (!own)
            {
                throw Wrong($"'{key.Owner}' không phải nút này hay cơ quan đặt tại nút");
            }

            if (key.StartsAt < now - FarthestStart || key.StartsAt > now + FarthestStart)
            {
                throw Wrong($"ngày bắt đầu của khóa {KeyUseText.Name(key.Use)} cách hiện tại quá {FarthestStart.TotalDays:0} ngày");
            }

            var publicKey = SigningRequests.ReadKey(key.Request).ExportSubjectPublicKeyInfo();
            if (directory.Certificates.Any(c => PublicKeyOf(c.Der) is { } known && known.AsSpan().SequenceEqual(publicKey)))
            {
                throw Wrong($"khóa {KeyUseText.Name(key.Use)} của {key.Owner} đã có trong danh bạ: mỗi lần thay phải là khóa mới, không dùng chung");
            }

            if (!lostKeys && !IsProved(key, section, verifier, now))
            {
                throw new CliFailureException(
                    ExitCodes.Refused,
                    "RENEWAL_UNPROVED",
                    $"Yêu cầu thay khóa {KeyUseText.Name(key.Use)} của {key.Owner} không do khóa đang dùng ký.",
                    "Xin lại yêu cầu. Nếu khóa cũ đã mất: xác minh người xin qua kênh khác rồi thêm --lost-key.");
            }
        }
    }

    private static bool IsProved(RenewalKey key, DirectorySection section, CertificateKeys verifier, DateTimeOffset now)
    {
        if (key.Proof is null || !Digest.TryParse(key.CurrentCertificate, out var thumbprint))
        {
            return false;
        }

        var entry = section.Records.OfType<CertificateRecord>().Select(static r => r.Certificate)
            .FirstOrDefault(c => c.Thumbprint == thumbprint && c.Use == key.Use && c.Owner == key.Owner && c.HoldsAt(now));
        return entry is not null && verifier.Verify(entry.Der, key.Statement(), JoinFiles.Decode(key.Proof, "Chữ ký của khóa đang dùng"));
    }

    // Both ends of a link must find both keys in the directory for a while; then the one before is no longer believed.
    private static DirectoryRecord Retire(DirectoryRecord record, IReadOnlyList<RenewalKey> keys)
    {
        if (record is not CertificateRecord { Certificate: var entry } || keys.FirstOrDefault(k => k.Use == entry.Use && k.Owner == entry.Owner) is not { } next)
        {
            return record;
        }

        var end = Seconds(next.StartsAt + Overlap);
        return entry.ValidTo is null || entry.ValidTo > end ? new CertificateRecord(entry with { ValidTo = end }) : record;
    }

    private static CertificateRecord Bind(RenewalKey key, byte[] der) => new(new CertificateEntry(key.Use, key.Owner, der, Seconds(key.StartsAt), null, null));

    private static byte[] Certificate(RenewalKey key, string node, DirectorySnapshot directory, DevelopmentCa? ca, IReadOnlyList<X509Certificate2> given)
    {
        var publicKey = SigningRequests.ReadKey(key.Request).ExportSubjectPublicKeyInfo();
        if (given.FirstOrDefault(c => c.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey)) is { } certificate)
        {
            return new CertificateChains().Find(certificate.RawDataMemory, directory) is not null
                ? certificate.RawData
                : throw Wrong($"chứng thư đưa vào cho {key.Owner} không dẫn tới gốc tin cậy nào của danh bạ");
        }

        if (ca is null)
        {
            throw Wrong($"không có chứng thư nào cho khóa {KeyUseText.Name(key.Use)} của {key.Owner}; đưa chứng thư CA đã cấp bằng --certificate");
        }

        using var issued = ca.Issue(key.Request, ProfileOf(key, node, directory));
        return issued.RawData;
    }

    private static CertificateProfile ProfileOf(RenewalKey key, string node, DirectorySnapshot directory)
    {
        var entry = directory.FindNode(NodeId.Parse(node))!;
        var joining = new JoiningNode(entry.Id.Value, entry.Name, entry.Tier, [.. entry.Endpoints.Select(static e => e.ToString())], entry.PullOnly);
        var agencies = directory.Agencies.Where(a => a.Host == entry.Id).Select(static a => new JoiningAgency(a.Code.Value, a.Name, a.Tier, a.Parent?.Value)).ToList();
        return Profiles.Of(joining, agencies, key.Use, key.Owner);
    }

    /// <summary>SubjectPublicKeyInfo of a certificate; <c>null</c> when it is none.</summary>
    internal static byte[]? PublicKeyOf(ReadOnlyMemory<byte> der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
            return certificate.PublicKey.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            // A record that holds no certificate holds no key that could be the same.
            return null;
        }
    }

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static CliFailureException Wrong(string why) =>
        new(ExitCodes.Refused, "RENEWAL_REFUSED", $"Không chấp nhận yêu cầu thay khóa: {why}.", "Không có gì được công bố. Trả lại yêu cầu cho nút đã gửi để sửa.");
}
