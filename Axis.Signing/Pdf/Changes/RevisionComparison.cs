using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Changes;

/// <summary>Judges each object that a later save redefined, by what it was for when it was signed.</summary>
internal sealed class RevisionComparison(PdfFile signed, PdfFile file, SignedRoles roles, ChangeRules rules, ChangeReport.Builder report)
{
    private static readonly string[] CatalogKeys = ["AcroForm", "DSS", "Extensions", "Version", "Metadata"];
    private static readonly string[] SigningKeys = ["V", "AP", "AS", "M", "MK", "DA", "DR", "F"];
    private static readonly string[] FillingKeys = ["V", "AP", "AS", "M", "I", "RV"];

    private readonly FormComparison _form = new(file, rules, report);

    /// <summary>An object of the signed revision has another definition now.</summary>
    public void Changed(int number)
    {
        var before = Get(signed, number);
        var after = Get(file, number);
        switch (roles.Of(number))
        {
            case ObjectRole.Catalog:
                Catalog(before as PdfDictionary, after as PdfDictionary);
                break;
            case ObjectRole.Form:
                _form.Form(signed, before as PdfDictionary, after as PdfDictionary);
                break;
            case ObjectRole.FieldList:
                _form.Fields(before as PdfArray, after as PdfArray);
                break;
            case ObjectRole.Field:
                Field(roles.Fields[number], after as PdfDictionary);
                break;
            case ObjectRole.FieldAppearance when MayFill(roles.AppearanceOf[number]):
                report.Show($"Cập nhật hình hiển thị của trường '{roles.AppearanceOf[number].Name}'.");
                break;
            case ObjectRole.FieldAppearance when IsUnsigned(roles.AppearanceOf[number]) && IsSignedNow(roles.AppearanceOf[number]):
                report.Show($"Cập nhật hình hiển thị của trường chữ ký '{roles.AppearanceOf[number].Name}' khi ký.");
                break;
            case ObjectRole.Page:
                Page(number, before as PdfDictionary, after as PdfDictionary);
                break;
            case ObjectRole.AnnotationList:
                Annotations(roles.ListOfPage[number], before as PdfArray, after as PdfArray);
                break;
            case ObjectRole.ValidationData when after is not null:
                report.Permit("Bổ sung dữ liệu kiểm tra (DSS).");
                break;
            case ObjectRole.Information when after is PdfDictionary:
            case ObjectRole.Metadata when after is PdfStream stream && stream.Dictionary.IsNamed("Type", "Metadata"):
            case ObjectRole.Extensions when after is PdfDictionary:
                report.Permit("Cập nhật thông tin mô tả tệp.");
                break;
            default:
                if (!(before is PdfStream { Dictionary: var old } && old.IsNamed("Type", "XRef") && after is PdfStream { Dictionary: var now } && now.IsNamed("Type", "XRef")))
                {
                    report.Forbid(after is null
                        ? $"Đối tượng {number} đã được ký bị bỏ đi (ẩn nội dung)."
                        : $"Đối tượng {number} đã được ký bị thay nội dung.");
                }

                break;
        }
    }

    private void Catalog(PdfDictionary? before, PdfDictionary? after)
    {
        if (before is null || after is null || !OnlyDiffer(before, after, CatalogKeys, "danh mục gốc"))
        {
            report.Forbid("Danh mục gốc của tài liệu bị đổi sau khi ký.");
            return;
        }

        if (!PdfValue.Same(before["DSS"], after["DSS"]))
        {
            report.Permit("Bổ sung dữ liệu kiểm tra (DSS).");
        }

        if (!PdfValue.Same(before["AcroForm"], after["AcroForm"]))
        {
            _form.Form(signed, signed.Dictionary(before["AcroForm"]), file.Dictionary(after["AcroForm"]));
        }
    }

    private void Field(FormField field, PdfDictionary? after)
    {
        var before = field.Dictionary;
        if (after is null)
        {
            report.Forbid($"Trường '{field.Name}' bị gỡ sau khi ký.");
        }
        else if (field.IsSignature && IsUnsigned(field))
        {
            if (OnlyDiffer(before, after, SigningKeys, $"trường '{field.Name}'"))
            {
                _form.Signing(field.Name, after);
            }
        }
        else if (field.IsSignature)
        {
            report.Forbid($"Trường chữ ký '{field.Name}' đã ký bị sửa hoặc bị gỡ chữ ký.");
        }
        else if (!MayFill(field))
        {
            report.Forbid($"Trường '{field.Name}' bị sửa sau khi ký mà chữ ký không cho phép.");
        }
        else if (OnlyDiffer(before, after, FillingKeys, $"trường '{field.Name}'"))
        {
            report.Show($"Điền trường '{field.Name}' (DocMDP cho phép).");
        }
    }

    private void Page(int number, PdfDictionary? before, PdfDictionary? after)
    {
        var page = roles.Pages[number];
        if (before is null || after is null || !OnlyDiffer(before, after, ["Annots"], $"trang {page}"))
        {
            report.Forbid($"Trang {page} bị sửa nội dung sau khi ký.");
            return;
        }

        if (!PdfValue.Same(before["Annots"], after["Annots"]))
        {
            Annotations(page, signed.Array(before["Annots"]), file.Array(after["Annots"]));
        }
    }

    private void Annotations(int page, PdfArray? before, PdfArray? after)
    {
        var old = before?.Items ?? [];
        var now = after?.Items ?? [];
        if (now.Count < old.Count || !old.Zip(now).All(static p => PdfValue.Same(p.First, p.Second)))
        {
            report.Forbid($"Chú thích của trang {page} bị gỡ, đổi hoặc đổi chỗ sau khi ký.");
            return;
        }

        foreach (var added in now.Skip(old.Count))
        {
            _form.Annotation(page, added);
        }
    }

    private bool OnlyDiffer(PdfDictionary before, PdfDictionary after, IReadOnlyCollection<string> allowed, string where)
    {
        if (before.Repeats || after.Repeats)
        {
            report.Forbid($"Từ điển của {where} lặp lại một khóa: mỗi trình xem hiểu một cách.");
            return false;
        }

        var different = before.Entries.Keys.Union(after.Entries.Keys).Where(k => !PdfValue.Same(before[k], after[k]) && !allowed.Contains(k)).ToList();
        if (different.Count > 0)
        {
            report.Forbid($"Mục /{different[0]} của {where} bị đổi sau khi ký.");
        }

        return different.Count == 0;
    }

    private bool MayFill(FormField field) => rules.Level >= ChangeLevel.FormFilling && !field.IsSignature && !rules.IsLocked(field.Name);

    private static bool IsUnsigned(FormField field) => field is { IsSignature: true, Value: null };

    // The value itself is judged as a signature wherever a field has one.
    private bool IsSignedNow(FormField field) =>
        FormFields.All(file).Any(now => now.Number == field.Number && now is { IsSignature: true, Value: PdfDictionary });

    private static PdfValue? Get(PdfFile of, int number) =>
        of.Entries.TryGetValue(number, out var entry) && entry.Kind != XrefKind.Free ? of.Get(new PdfReference(number, entry.Kind == XrefKind.InFile ? entry.Index : 0)) : null;
}
