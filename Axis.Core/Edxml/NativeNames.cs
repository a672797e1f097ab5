using System.Text;

namespace Axis.Core.Edxml;

/// <summary>Element names that fill a packet, kept once: most names of a skeleton cost no allocation.</summary>
internal static class NativeNames
{
    private static readonly (byte[] Bytes, string Text)?[] Slots = Fill(
    [
        EdxmlNames.Prefix, "ds", "xades", "xmlns", "OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website",
        "To", "From", "Place", "Attachment", "AttachmentName", "ContentId", "ContentType", "ContentTransferEncoded", "Description", "Reference",
        "Name", "Size", "Digest", "DigestMethod", "DigestValue", "Transform", "Transforms", "Algorithm", "URI", "Id", "ResponseFor", "DocumentId",
        "Code", "PromulgationDate", "Receiver", "ReceiverType",
    ]);

    public static string Intern(ReadOnlySpan<byte> name)
    {
        return Slots[Slot(name)] is { } known && name.SequenceEqual(known.Bytes) ? known.Text : Encoding.UTF8.GetString(name);
    }

    private static int Slot(ReadOnlySpan<byte> name) => ((name.Length * 31) + (name[0] * 7) + (name[^1] * 3) + name[name.Length / 2]) & 0xFF;

    private static (byte[], string)?[] Fill(string[] names)
    {
        var slots = new (byte[], string)?[256];
        foreach (var name in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            slots[Slot(bytes)] ??= (bytes, name);
        }

        return slots;
    }
}
