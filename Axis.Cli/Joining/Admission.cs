using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Joining;

/// <summary>Admits a node: certifies its keys with the development CA and states it in a new version of this node's section.</summary>
public static class Admission
{
    // Shorter than the oldest list that verdicts accept, so that a fresh one is always signed in time.
    private static readonly TimeSpan CrlValidity = TimeSpan.FromDays(7);

    private static readonly HashSet<KeyUse> Certifiable = [KeyUse.Tls, KeyUse.NodeSeal, KeyUse.Agency];

    /// <summary>Admits, publishes the new section and answers the welcome.</summary>
    /// <exception cref="CliFailureException">The request is not acceptable; nothing was published.</exception>
    public static Welcome Admit(JoinRequest request, DirectoryFolder folder, DevelopmentCa ca, NodeId parent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(ca);
        var book = folder.Open();
        if (Admitted(request, book.Snapshot) is { } before)
        {
            return WelcomeOf(request, parent, before, book);
        }

        Check(request, book.Snapshot);
        var (name, key) = folder.OwnKey();
        using (key)
        {
            var current = book.Find(name);
            var issued = Certify(request, ca);
            var records = (current?.Records ?? []).Where(static r => r is not RevocationListRecord)
                .Concat(SectionIssue.RecordsOf(request.Node, parent, request.Agencies, now))
                .Concat(issued.Select(c => SectionIssue.Bind(c.Use, c.Owner, Convert.FromBase64String(c.Certificate), now)))
                .Concat(Delegation(request, name))
                .Append(new RevocationListRecord(ca.IssueCrl(CrlValidity)));
            folder.Publish(book, SectionIssue.Next(current, name, records, key, now), now);
            return WelcomeOf(request, parent, issued, book);
        }
    }

    private static Welcome WelcomeOf(JoinRequest request, NodeId parent, IReadOnlyList<IssuedCertificate> issued, DirectoryBook book) => new(
        Welcome.Kind,
        request.Node.Id,
        book.Snapshot.FindNode(NodeId.Parse(request.Node.Id))?.Parent?.Value ?? parent.Value,
        issued,
        [.. DirectoryFolder.SectionsOf(book).Select(static s => new SectionFile(s.Head.Section, Convert.ToBase64String(s.Bytes.Span)))]);

    // The same node with the same keys asks again because its welcome was lost: it gets the same, and nothing is signed anew.
    private static List<IssuedCertificate>? Admitted(JoinRequest request, DirectorySnapshot directory)
    {
        if (!NodeId.TryParse(request.Node.Id, out var id) || directory.FindNode(id) is null
            || !request.Agencies.All(a => OrganId.TryParse(a.Code, out var code) && directory.FindAgency(code)?.Host == id))
        {
            return null;
        }

        var issued = new List<IssuedCertificate>();
        foreach (var key in request.Keys)
        {
            var publicKey = SigningRequests.ReadKey(key.Request).ExportSubjectPublicKeyInfo();
            if (directory.Certificates.FirstOrDefault(c => c.Use == key.Use && c.Owner == key.Owner && Renewing.PublicKeyOf(c.Der) is { } known && known.AsSpan().SequenceEqual(publicKey)) is not { } entry)
            {
                return null;
            }

            issued.Add(new IssuedCertificate(key.Use, key.Owner, Convert.ToBase64String(entry.Der.Span)));
        }

        return issued.Count == 0 ? null : issued;
    }

    /// <summary>Signs the section again, unchanged but for a fresh revocation list and a later end of validity.</summary>
    /// <returns>The new version.</returns>
    public static DirectorySection Renew(DirectoryFolder folder, DevelopmentCa? ca, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var book = folder.Open();
        var (name, key) = folder.OwnKey();
        using (key)
        {
            var current = book.Find(name) ?? throw new CliFailureException(
                ExitCodes.Refused, "NO_SECTION", $"Chưa có phần danh bạ '{name}' để ký lại.", "Nhận nút đầu tiên bằng 'axis directory admit'.");
            var records = ca is null ? current.Records : [.. current.Records.Where(static r => r is not RevocationListRecord), new RevocationListRecord(ca.IssueCrl(CrlValidity))];
            var next = SectionIssue.Next(current, name, records, key, now);
            folder.Publish(book, next, now);
            return next;
        }
    }

    private static void Check(JoinRequest request, DirectorySnapshot directory)
    {
        if (!NodeId.TryParse(request.Node.Id, out var id))
        {
            throw Wrong($"tên nút '{request.Node.Id}' không hợp lệ");
        }

        if (directory.FindNode(id) is not null)
        {
            throw Wrong($"danh bạ đã có nút '{id}'");
        }

        foreach (var agency in request.Agencies)
        {
            if (!OrganId.TryParse(agency.Code, out var code))
            {
                throw Wrong($"mã cơ quan '{agency.Code}' không hợp lệ");
            }

            if (directory.FindAgency(code) is { } known)
            {
                throw Wrong($"danh bạ đã có cơ quan {code} ({known.Name}) ở nút {known.Host}");
            }
        }

        if (request.Node.Endpoints.FirstOrDefault(static e => !Uri.TryCreate(e, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps) is { } endpoint)
        {
            throw Wrong($"địa chỉ '{endpoint}' không phải https");
        }

        var owners = request.Agencies.Select(static a => (KeyUse.Agency, a.Code)).Append((KeyUse.Tls, request.Node.Id)).Append((KeyUse.NodeSeal, request.Node.Id)).ToHashSet();
        if (!owners.SetEquals(request.Keys.Select(static k => (k.Use, k.Owner))) || request.Keys.Count != owners.Count)
        {
            throw Wrong("các khóa không khớp với nút và cơ quan đã nêu");
        }
    }

    private static List<IssuedCertificate> Certify(JoinRequest request, DevelopmentCa ca)
    {
        var issued = new List<IssuedCertificate>();
        foreach (var key in request.Keys.Where(static k => Certifiable.Contains(k.Use)))
        {
            using var certificate = ca.Issue(key.Request, Profiles.Of(request.Node, request.Agencies, key.Use, key.Owner));
            issued.Add(new IssuedCertificate(key.Use, key.Owner, Convert.ToBase64String(certificate.RawDataMemory.Span)));
        }

        return issued;
    }

    // Only the root states anchors and delegations; another section that tries is refused when it is published.
    private static IEnumerable<DirectoryRecord> Delegation(JoinRequest request, string ownSection)
    {
        if (request.Section is not { } section)
        {
            yield break;
        }

        if (ownSection != SectionHead.RootName)
        {
            throw Wrong($"chỉ phần gốc được ủy quyền phần danh bạ '{section.Name}'");
        }

        yield return new AnchorRecord(JoinFiles.Decode(section.Anchor, "Chứng thư CA"));
        yield return new DelegationRecord(
            section.Name,
            JoinFiles.Decode(section.Key, "Khóa danh bạ"),
            null,
            [.. request.Agencies.Select(static a => OrganId.Parse(a.Code))],
            [NodeId.Parse(request.Node.Id)]);
    }

    private static CliFailureException Wrong(string why) =>
        new(ExitCodes.Refused, "JOIN_REFUSED", $"Không chấp nhận yêu cầu gia nhập: {why}.", "Trả lại yêu cầu cho nút đã gửi để sửa.");
}
