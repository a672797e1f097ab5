namespace Axis.Signing.Pdf.Structure;

/// <summary>What one pass over every object of a document finds.</summary>
/// <param name="Signatures">Everything that looks like a signature dictionary, wherever it stands.</param>
/// <param name="Dangling">Numbers that are referred to but not defined: whoever defines them later fills a hole that was signed.</param>
/// <param name="Unreadable">Objects that cannot be read.</param>
/// <param name="Outside">Objects whose content is taken from another file (§7.3.8.2, §8.10.4): nobody signed that.</param>
internal sealed record ObjectScan(IReadOnlyList<FoundSignature> Signatures, IReadOnlySet<int> Dangling, IReadOnlyList<int> Unreadable, IReadOnlyList<int> Outside)
{
    /// <summary>Reads every object once.</summary>
    public static ObjectScan Run(PdfFile file, CancellationToken cancellationToken)
    {
        var (signatures, dangling, unreadable, outside) = (new List<FoundSignature>(), new HashSet<int>(), new List<int>(), new List<int>());
        foreach (var (number, entry) in file.Entries.OrderBy(static e => e.Value.Kind).ThenBy(static e => e.Value.Place))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Kind == XrefKind.Free)
            {
                continue;
            }

            try
            {
                var value = file.Get(new PdfReference(number, entry.Kind == XrefKind.InFile ? entry.Index : 0));
                if (value is PdfStream { Dictionary: var own } && (own["F"] is not null || (own["Ref"] is not null && own.IsNamed("Subtype", "Form"))))
                {
                    outside.Add(number);
                }

                Look(file, value, number, signatures, dangling);
            }
            catch (PdfFormatException e) when (e.Code is PdfFormatException.Malformed or PdfFormatException.Unsupported)
            {
                unreadable.Add(number);
            }
        }

        return new ObjectScan(signatures, dangling, unreadable, outside);
    }

    private static void Look(PdfFile file, PdfValue? value, int number, List<FoundSignature> signatures, HashSet<int> dangling)
    {
        switch (value)
        {
            case PdfReference reference when !file.Entries.TryGetValue(reference.Number, out var entry) || entry.Kind == XrefKind.Free:
                dangling.Add(reference.Number);
                break;
            case PdfArray array:
                foreach (var item in array.Items)
                {
                    Look(file, item, number, signatures, dangling);
                }

                break;
            case PdfStream stream:
                Look(file, stream.Dictionary, number, signatures, dangling);
                break;
            case PdfDictionary dictionary:
                if (dictionary["ByteRange"] is not null || ((dictionary.IsNamed("Type", "Sig") || dictionary.IsNamed("Type", "DocTimeStamp")) && dictionary["Contents"] is not null))
                {
                    signatures.Add(new FoundSignature("", 0, number, dictionary));
                    if (signatures.Count > 4 * file.Limits.Signatures)
                    {
                        throw PdfFormatException.Over("quá nhiều chữ ký");
                    }
                }

                foreach (var item in dictionary.Entries.Values)
                {
                    Look(file, item, number, signatures, dangling);
                }

                break;
        }
    }
}
