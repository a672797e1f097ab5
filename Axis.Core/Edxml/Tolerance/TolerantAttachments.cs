using System.Globalization;
using Axis.Core.Packets;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Joins manifest references and attachments by id, by name, at last by position (edXML §7.4); the attachment's own fields win.</summary>
internal static class TolerantAttachments
{
    public static (List<Attachment> Attachments, List<ElementNode> Elements) Bind(PacketParts parts, Business business, DeviationLog log)
    {
        var manifest = new TolerantBlock(new TolerantBlock(parts.Body, log, "edXMLBody", "edXMLManifest").One("edXMLManifest"), log, "edXMLManifest", "Reference");
        var references = manifest.All("Reference").Select(e => Read(e, "Reference", log, "ContentId", "ContentType", "Description", "AttachmentName")).ToList();
        var files = parts.AttachmentBlocks
            .SelectMany(b => new TolerantBlock(b, log, "AttachmentEncoded", "Attachment").All("Attachment"))
            .Select(e => Read(e, "Attachment", log, "ContentId", "AttachmentName", "Description", "FieldName", "MimeType", "Format", "ContentType", "ContentTransferEncoded"))
            .ToList();
        if (files.Count == 0 && (parts.AttachmentBlocks.Count == 0 || business is NewDocument))
        {
            log.Add("T16", parts.AttachmentBlocks.Count == 0 ? "không có khối AttachmentEncoded" : "khối AttachmentEncoded không có tệp nào");
        }

        var pairs = Join(references, files);
        if (references.Count != files.Count || pairs.Exists(static p => p.Reference is null))
        {
            log.Add("D03", $"bảng kê nêu {references.Count} tệp, gói tin mang {files.Count} tệp, hoặc mã tệp không khớp");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var attachments = new List<Attachment>(pairs.Count);
        foreach (var (file, reference) in pairs)
        {
            var number = (attachments.Count + 1).ToString(CultureInfo.InvariantCulture);
            var id = file.Id.Length > 0 ? file.Id : reference?.Id is { Length: > 0 } other ? other : number;
            if (!seen.Add(id))
            {
                log.Add("D02", $"ContentId \"{DeviationLog.Excerpt(id)}\" dùng cho nhiều tệp");
            }

            var name = file.Name ?? reference?.Name;
            if (name is null)
            {
                log.Add("D07", $"tệp số {number} không có tên");
            }

            attachments.Add(new Attachment(id, name ?? "tep-" + number, file.ContentType ?? reference?.ContentType ?? "", file.Description ?? reference?.Description));
        }

        return (attachments, pairs.ConvertAll(static p => p.File.Element));
    }

    private static List<(Part File, Part? Reference)> Join(List<Part> references, List<Part> files)
    {
        var matched = new Dictionary<Part, int>(ReferenceEqualityComparer.Instance);
        var taken = new bool[references.Count];
        Match(static r => r.Id.ToUpperInvariant());
        Match(static r => r.Name ?? "");
        if (references.Count == files.Count)
        {
            foreach (var file in files.Where(f => !matched.ContainsKey(f)))
            {
                var free = Array.IndexOf(taken, false);
                (matched[file], taken[free]) = (free, true);
            }
        }

        // In manifest order, then what the manifest does not know.
        return [.. files.Select((f, i) => (File: f, Reference: matched.TryGetValue(f, out var r) ? r : int.MaxValue, At: i))
            .OrderBy(static p => p.Reference)
            .ThenBy(static p => p.At)
            .Select(p => (p.File, p.Reference == int.MaxValue ? null : references[p.Reference]))];

        void Match(Func<Part, string> keyOf)
        {
            var free = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
            for (var i = 0; i < references.Count; i++)
            {
                if (!taken[i] && keyOf(references[i]) is { Length: > 0 } key)
                {
                    if (!free.TryGetValue(key, out var queue))
                    {
                        free[key] = queue = new Queue<int>();
                    }

                    queue.Enqueue(i);
                }
            }

            foreach (var file in files)
            {
                if (!matched.ContainsKey(file) && free.TryGetValue(keyOf(file), out var queue) && queue.TryDequeue(out var index))
                {
                    (matched[file], taken[index]) = (index, true);
                }
            }
        }
    }

    private static Part Read(ElementNode element, string path, DeviationLog log, params ReadOnlySpan<string> known)
    {
        var block = new TolerantBlock(element, log, path, known);
        var raw = block.One("ContentId")?.Text ?? "";
        var id = TolerantValues.ContentId(raw);
        if (raw != "cid:" + id)
        {
            log.Add("T14", $"{path}/ContentId viết \"{DeviationLog.Excerpt(raw)}\"");
        }

        return new Part(element, id, block.Text("AttachmentName"), block.Text("ContentType"), block.Text("Description"));
    }

    private sealed record Part(ElementNode Element, string Id, string? Name, string? ContentType, string? Description);
}
