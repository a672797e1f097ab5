using System.Globalization;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>Adds a signature field with its widget to the form and to a page (ISO 32000-1 §12.7.4.5).</summary>
internal sealed class SignatureField(PdfFile file, IncrementalUpdate update, PdfSigning signing)
{
    // Print and Locked (§12.5.3).
    private const int Flags = 4 + 128;

    // SignaturesExist and AppendOnly (§12.7.2).
    private const int SignatureFlags = 3;

    /// <summary>Adds it; the signature dictionary itself is still to be written.</summary>
    public (PdfReference Signature, PdfReference Field) Add()
    {
        var root = file.Trailer["Root"] as PdfReference;
        if (root is null || file.Get(root) is not PdfDictionary catalog)
        {
            throw PdfFormatException.Bad(file.StartXref, "không có danh mục gốc (/Root)");
        }

        var page = PageTree.Find(file, catalog, signing.Stamp?.Page ?? 1);
        var (signature, field) = (update.Reserve(), update.Reserve());
        var widget = PdfSerializer.With(
            null,
            ("Type", new PdfName("Annot")),
            ("Subtype", new PdfName("Widget")),
            ("FT", new PdfName("Sig")),
            ("T", PdfSerializer.Ascii(FreeName())),
            ("V", signature),
            ("P", page.Reference),
            ("F", new PdfInteger(Flags)));
        if (signing.Stamp is { } stamp)
        {
            var (rectangle, appearance) = StampAppearance.Draw(update, stamp, page);
            widget = PdfSerializer.With(widget, ("Rect", rectangle), ("AP", PdfSerializer.With(null, ("N", appearance))));
        }
        else
        {
            var zero = new PdfInteger(0);
            widget = PdfSerializer.With(widget, ("Rect", new PdfArray([zero, zero, zero, zero])));
        }

        update.Put(field, widget);
        AddToPage(page, field);
        AddToForm(root, catalog, field);
        return (signature, field);
    }

    private void AddToPage(PageTree page, PdfReference field)
    {
        var annotations = file.Array(page.Dictionary["Annots"]);
        var list = new PdfArray([.. annotations?.Items ?? [], field]);
        if (page.Dictionary["Annots"] is PdfReference reference && annotations is not null)
        {
            update.Put(reference, list);
        }
        else
        {
            update.Put(page.Reference, PdfSerializer.With(page.Dictionary, ("Annots", list)));
        }
    }

    private void AddToForm(PdfReference root, PdfDictionary catalog, PdfReference field)
    {
        var form = file.Dictionary(catalog["AcroForm"]);
        var fields = new PdfArray([.. file.Array(form?["Fields"])?.Items ?? [], field]);
        var indirect = form?["Fields"] as PdfReference;
        if (indirect is not null)
        {
            update.Put(indirect, fields);
        }

        var now = PdfSerializer.With(form, ("Fields", indirect is null ? fields : indirect), ("SigFlags", new PdfInteger(SignatureFlags)));
        if (catalog["AcroForm"] is PdfReference reference && form is not null)
        {
            update.Put(reference, now);
        }
        else
        {
            update.Put(root, PdfSerializer.With(catalog, ("AcroForm", now)));
        }
    }

    private string FreeName()
    {
        var taken = FormFields.All(file).Select(static f => f.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 1; ; i++)
        {
            var name = "Signature" + i.ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(name))
            {
                return name;
            }
        }
    }
}
