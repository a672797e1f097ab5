using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Changes;

/// <summary>
/// An object may change for what it is: validation data, a description, an appearance. One that the signed revision also uses for something else – the content
/// of a page that the DSS names as a certificate – may not, or the role would be a licence to replace what was signed.
/// </summary>
internal static class SoleUses
{
    /// <summary>Looks for other uses of the objects that changed.</summary>
    public static void Check(PdfFile signed, SignedRoles roles, IReadOnlySet<int> changed, ChangeReport.Builder report, CancellationToken cancellationToken)
    {
        foreach (var (number, entry) in signed.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Kind == XrefKind.InStream && entry.Place <= int.MaxValue && changed.Contains((int)entry.Place))
            {
                report.Forbid($"Dòng đối tượng {entry.Place} chứa đối tượng đã ký bị thay.");
            }

            if (entry.Kind != XrefKind.Free)
            {
                Uses(signed, number, entry, (key, used) =>
                {
                    if (changed.Contains(used) && !roles.IsProperUse(used, number, key))
                    {
                        report.Forbid($"Đối tượng {used} bị đổi sau khi ký, mà đối tượng {number} của bản đã ký cũng dùng nó vào việc khác (tấn công mượn vai).");
                    }
                });
            }
        }
    }

    private static void Uses(PdfFile signed, int number, XrefEntry entry, Action<string, int> found)
    {
        PdfValue? value;
        try
        {
            value = signed.Get(new PdfReference(number, entry.Kind == XrefKind.InFile ? entry.Index : 0));
        }
        catch (PdfFormatException e) when (e.Code is PdfFormatException.Malformed or PdfFormatException.Unsupported)
        {
            // What it uses is not known; the scan of the revision reports it.
            return;
        }

        switch (value)
        {
            case PdfStream stream:
                Keys(stream.Dictionary, found);
                break;
            case PdfDictionary dictionary:
                Keys(dictionary, found);
                break;
            default:
                Inside(value, "", found);
                break;
        }
    }

    private static void Keys(PdfDictionary dictionary, Action<string, int> found)
    {
        foreach (var (key, value) in dictionary.Entries)
        {
            Inside(value, key, found);
        }
    }

    private static void Inside(PdfValue? value, string key, Action<string, int> found)
    {
        switch (value)
        {
            case PdfReference reference:
                found(key, reference.Number);
                break;
            case PdfArray array:
                foreach (var item in array.Items)
                {
                    Inside(item, key, found);
                }

                break;
            case PdfDictionary dictionary:
                foreach (var item in dictionary.Entries.Values)
                {
                    Inside(item, key, found);
                }

                break;
        }
    }
}
