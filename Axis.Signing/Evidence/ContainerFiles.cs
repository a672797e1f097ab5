using System.Text;

namespace Axis.Signing.Evidence;

/// <summary>
/// Which files a container holds and which list names each: the signature's, or that of a timestamp. A file that no list names is refused, a file that a list names
/// must be there, and every digest must be the file's.
/// </summary>
internal static class ContainerFiles
{
    /// <summary>Measures every entry and holds it against the lists.</summary>
    public static async Task CheckAsync(EvidenceRun run, CancellationToken cancellationToken)
    {
        var zip = run.Zip;
        if (zip.Entries[0].Name != EvidenceNames.MimeType
            || !zip.ReadAll(EvidenceNames.MimeType, 256).AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(EvidenceNames.ContainerType)))
        {
            run.Fail(
                EvidenceLinks.Container, EvidenceNames.MimeType, $"Mục đầu tiên phải là 'mimetype' với nội dung {EvidenceNames.ContainerType}.", $"The first entry must be 'mimetype' with {EvidenceNames.ContainerType}.");
            return;
        }

        run.Pass(EvidenceLinks.Container, null, $"Tệp là hồ sơ ASiC-E nguyên dạng, {zip.Entries.Count} mục.", $"The file is an ASiC-E container in its one form, {zip.Entries.Count} entries.");
        foreach (var entry in zip.Entries)
        {
            run.Measured[entry.Name] = await MeasuredContent.ReadAsync(zip.OpenEntry(entry), null, cancellationToken).ConfigureAwait(false);
        }

        var signature = run.Signature = ContainerSignature.Read(zip.ReadAll(EvidenceNames.Signatures, ContainerSignature.MaxBytes));
        ReadManifests(run);
        var before = run.Links.Count;
        var known = CheckSigned(run, signature);
        CheckStamped(run, known);
        foreach (var stranger in zip.Entries.Select(static e => e.Name).Where(n => n != EvidenceNames.MimeType && !known.Contains(n)))
        {
            run.Fail(EvidenceLinks.Manifest, stranger, $"Tệp '{stranger}' không thuộc bảng kê nào: đã bị thêm vào.", $"File '{stranger}' is in no manifest: it was added.");
        }

        if (run.Links.Count == before)
        {
            run.Pass(EvidenceLinks.Manifest, null, $"{known.Count} tệp đúng là các tệp đã được ký, không thừa, không thiếu.", $"All {known.Count} files are the ones signed, none added, none missing.");
        }
    }

    private static void ReadManifests(EvidenceRun run)
    {
        for (var n = 1; n <= ContainerManifest.MaxTimestamps && run.Zip.Find(EvidenceNames.Manifest(n)) is not null; n++)
        {
            var bytes = run.Zip.ReadAll(EvidenceNames.Manifest(n), ContainerSignature.MaxBytes);
            run.Manifests.Add((ContainerManifest.Read(bytes, EvidenceNames.Manifest(n)), bytes));
        }
    }

    private static HashSet<string> CheckSigned(EvidenceRun run, ContainerSignature signature)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { EvidenceNames.Signatures };
        foreach (var file in signature.Files)
        {
            if (file.Name.StartsWith(EvidenceNames.Meta, StringComparison.Ordinal) || file.Name.StartsWith(EvidenceNames.Renewals, StringComparison.Ordinal) || !known.Add(file.Name))
            {
                run.Fail(EvidenceLinks.Manifest, file.Name, $"Chữ ký của hồ sơ nêu '{file.Name}' sai chỗ hoặc hai lần.", $"The signature names '{file.Name}' out of place or twice.");
                continue;
            }

            Compare(run, file, EvidenceNames.Signatures);
        }

        return known;
    }

    // Each list names all that was there before it: the signed files, the signature, earlier lists and tokens, and what its own renewal adds.
    private static void CheckStamped(EvidenceRun run, HashSet<string> known)
    {
        for (var i = 0; i < run.Manifests.Count; i++)
        {
            var (name, token, manifest) = (EvidenceNames.Manifest(i + 1), EvidenceNames.Timestamp(i + 1), run.Manifests[i].Manifest);
            known.UnionWith(run.Measured.Keys.Where(k => k.StartsWith(EvidenceNames.RenewalFolder(i + 1), StringComparison.Ordinal)));
            var named = manifest.Files.Select(static f => f.Name).ToList();
            if (manifest.Timestamp != token || named.Count != known.Count || !known.SetEquals(named))
            {
                run.Fail(EvidenceLinks.Manifest, name, $"Bảng kê '{name}' không nêu đúng các tệp có trước dấu thời gian của nó.", $"Manifest '{name}' does not name exactly the files that were there before its timestamp.");
            }

            foreach (var file in manifest.Files.Where(f => known.Contains(f.Name)))
            {
                Compare(run, file, name);
            }

            known.Add(name);
            known.Add(token);
            if (!run.Measured.ContainsKey(token))
            {
                run.Fail(EvidenceLinks.Manifest, token, $"Thiếu tệp '{token}'.", $"File '{token}' is missing.");
            }
        }
    }

    private static void Compare(EvidenceRun run, CoveredFile file, string list)
    {
        if (!run.Measured.TryGetValue(file.Name, out var measured))
        {
            run.Fail(EvidenceLinks.Manifest, file.Name, $"Thiếu tệp '{file.Name}' mà '{list}' đã nêu.", $"File '{file.Name}', named by '{list}', is missing.");
        }
        else if (measured.Digest != file.Digest && !run.Failed(EvidenceLinks.Manifest, file.Name))
        {
            run.Fail(EvidenceLinks.Manifest, file.Name, $"Tệp '{file.Name}' đã bị thay đổi: khác với '{list}'.", $"File '{file.Name}' was altered: it differs from '{list}'.");
        }
    }
}
