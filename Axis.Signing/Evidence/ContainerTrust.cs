using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Axis.Signing.Sections;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Signing.Evidence;

/// <summary>What the container may be believed with: its directory by the root key's fingerprint, its revocation data, and the node that signed it.</summary>
internal static class ContainerTrust
{
    /// <summary>Reads the index and holds the files of the container's own making against each other.</summary>
    public static void ReadIndex(EvidenceRun run)
    {
        var index = EvidenceJson.Read(run.Zip.ReadAll(EvidenceNames.Index, EvidenceIndex.MaxBytes));
        if (!NodeId.TryParse(index.Node, out var node) || index.Packets.Count == 0)
        {
            throw new EvidenceFormatException("Bảng kê evidence.json không nêu nút lập hồ sơ hoặc gói tin.", "The index names no node or no packet.", EvidenceNames.Index);
        }

        (run.Index, run.Node) = (index, node);
        foreach (var packet in index.Packets)
        {
            if (!Digest.TryParse(packet.Digest, out var digest) || !run.Measured.TryGetValue(packet.File, out var measured) || measured.Digest != digest)
            {
                run.Fail(EvidenceLinks.Index, packet.File, $"Tệp '{packet.File}' không phải gói tin mà bảng kê nêu.", $"File '{packet.File}' is not the packet that the index names.");
            }
        }

        if (!run.Failed(EvidenceLinks.Index))
        {
            run.Pass(EvidenceLinks.Index, EvidenceNames.Index, $"Bảng kê nêu {index.Packets.Count} gói tin, {index.Receipts.Count} biên nhận.", $"The index names {index.Packets.Count} packets and {index.Receipts.Count} receipts.");
        }
    }

    /// <summary>Verifies the directory extract from the fingerprint alone.</summary>
    /// <returns>Whether it holds; without it nothing else can be judged.</returns>
    public static bool Directory(EvidenceRun run, string rootFingerprint)
    {
        if (Extract(run, EvidenceNames.Directory, rootFingerprint) is not { } verified)
        {
            return false;
        }

        run.Directory = verified.Check.Snapshot;
        foreach (var (name, pem) in EvidenceWriter.Anchors(verified.Extract))
        {
            if (!run.Measured.TryGetValue(name, out var measured) || measured.Digest != Digest.Of(pem))
            {
                run.Fail(EvidenceLinks.Index, name, $"Gốc tin cậy '{name}' khác với danh bạ đã ký.", $"Trust anchor '{name}' differs from the signed directory.");
            }
        }

        if (run.Index!.DirectoryAtReception)
        {
            run.DirectoryAtReception = Extract(run, EvidenceNames.DirectoryAtReception, rootFingerprint)?.Check.Snapshot;
        }

        return true;
    }

    /// <summary>Collects lists and responses: of the directory, of the container, of its renewals, and those that the auditor brought.</summary>
    public static void ReadRevocation(EvidenceRun run, RevocationBook brought)
    {
        var lists = new List<RevocationList>(brought.Lists);
        var responses = new List<OcspResponse>(brought.Responses);
        lists.AddRange(RevocationBook.Read([.. run.Directory.RevocationLists, .. run.DirectoryAtReception?.RevocationLists ?? []], out _).Lists);
        var files = run.Index!.Revocation.Concat(run.Measured.Keys.Where(static n => n.StartsWith(EvidenceNames.Renewals, StringComparison.Ordinal)).Order(StringComparer.Ordinal)).ToList();
        foreach (var file in files)
        {
            try
            {
                var bytes = run.Zip.ReadAll(file, CrlReader.MaxBytes);
                if (file.EndsWith(".crl", StringComparison.Ordinal))
                {
                    lists.Add(CrlReader.Read(bytes));
                }
                else
                {
                    responses.Add(OcspReader.Read(bytes));
                }
            }
            catch (Exception e) when (e is CrlFormatException or OcspFormatException)
            {
                run.Fail(EvidenceLinks.Revocation, file, $"Dữ liệu thu hồi '{file}' không đọc được: {e.Message}", $"Revocation data '{file}' cannot be read.");
            }
        }

        run.Revocation = new RevocationBook(lists.DistinctBy(static l => l.Digest), responses.DistinctBy(static r => r.Digest));
        if (!run.Failed(EvidenceLinks.Revocation))
        {
            run.Pass(EvidenceLinks.Revocation, null, $"Có {run.Revocation.Lists.Count} danh sách thu hồi và {run.Revocation.Responses.Count} trả lời OCSP.", $"There are {run.Revocation.Lists.Count} revocation lists and {run.Revocation.Responses.Count} OCSP responses.");
        }
    }

    /// <summary>Verifies that the node named by the index signed the container, by the directory.</summary>
    public static void Signer(EvidenceRun run, CertificateKeys keys)
    {
        var signature = run.Signature!;
        const string file = EvidenceNames.Signatures;
        if (!signature.IsSignedBy(keys))
        {
            run.Fail(EvidenceLinks.Signature, file, "Chữ ký trên hồ sơ không đúng.", "The signature over the container is wrong.");
            return;
        }

        var bindings = run.Directory.FindCertificate(Digest.Of(signature.Certificate.Span));
        var own = bindings.Where(b => b.Use == KeyUse.NodeSeal && b.Owner == run.Node.Value).ToList();
        var (time, known) = (signature.SigningTime, run.KnownSince);
        var revoked = own.Min(static b => b.RevokedAt);
        if (bindings.Count == 0)
        {
            run.NotMade(EvidenceLinks.Signature, file, "Danh bạ trong hồ sơ không biết chứng thư đã ký hồ sơ.", "The directory in the container does not know the certificate that signed it.");
        }
        else if (own.Count == 0)
        {
            run.Fail(EvidenceLinks.Signature, file, $"Danh bạ không gắn chứng thư đã ký hồ sơ với nút '{run.Node}'.", $"The directory does not bind the signing certificate to node '{run.Node}'.");
        }
        else if (revoked <= time || own.Find(b => b.HoldsAt(time)) is not { } binding || time > known + SealVerifier.ClockTolerance)
        {
            run.Fail(EvidenceLinks.Signature, file, $"Lúc ký hồ sơ, chứng thư không phải là của nút '{run.Node}', hoặc thời điểm ký ở tương lai.", $"When the container was signed the certificate was not that of node '{run.Node}', or that time lies ahead.");
        }
        else if (revoked <= known || !run.Directory.IsVouchedFor(binding, known))
        {
            run.NotMade(
                EvidenceLinks.Signature,
                file,
                "Danh bạ trong hồ sơ đã hết hạn hoặc khóa đã bị thu hồi, và không có dấu thời gian chứng minh hồ sơ có trước lúc đó.",
                "The directory in the container has expired or the key was revoked, and no timestamp proves that the container is older.");
        }
        else
        {
            run.Pass(EvidenceLinks.Signature, file, $"Nút '{run.Node}' đã ký toàn bộ hồ sơ.", $"Node '{run.Node}' signed the whole container.");
        }
    }

    private static (DirectoryExtract Extract, ExtractVerified Check)? Extract(EvidenceRun run, string file, string rootFingerprint)
    {
        try
        {
            var extract = DirectoryExtract.Parse(run.Zip.ReadAll(file, DirectoryExtract.MaxBytes));
            switch (extract.Verify(rootFingerprint))
            {
                case ExtractVerified verified:
                    run.Pass(EvidenceLinks.Directory, file, "Trích lục danh bạ dẫn được về khóa gốc đã công bố.", "The directory extract leads to the published root key.");
                    return (extract, verified);
                case ExtractRefused refused:
                    run.Fail(EvidenceLinks.Directory, file, refused.Reason, $"The directory extract does not lead to the published root key ({refused.Code}).");
                    break;
            }
        }
        catch (SectionFormatException e)
        {
            run.Fail(EvidenceLinks.Directory, file, e.Message, "The directory extract is not in its one form.");
        }

        return null;
    }
}
