using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Changes;

/// <summary>Judges what a later save added to the form and to the pages: signatures that are really there, and nothing that only looks like them.</summary>
internal sealed class FormComparison(PdfFile file, ChangeRules rules, ChangeReport.Builder report)
{
    // A stamp of a person or an agency is small; one that covers a third of a page hides what was signed.
    private const double LargeStamp = 0.33;
    private const double A4 = 595.0 * 842.0;

    private readonly Lazy<HashSet<int>> _signed = new(() => [.. SignedWidgets(file)]);

    /// <summary>The form of the signed revision against the form now.</summary>
    public void Form(PdfFile signed, PdfDictionary? before, PdfDictionary? after)
    {
        if (after is null)
        {
            report.Forbid("Biểu mẫu (AcroForm) bị gỡ sau khi ký.");
            return;
        }

        foreach (var key in after.Entries.Keys.Union(before?.Entries.Keys ?? []).Where(k => !PdfValue.Same(before?[k], after[k])))
        {
            var allowed = key switch
            {
                "Fields" or "SigFlags" => true,
                "DA" => before?[key] is null,
                "DR" => Superset(signed.Dictionary(before?[key]), file.Dictionary(after[key])),
                "NeedAppearances" => after[key] is null or PdfBoolean { Value: false } || rules.Level >= ChangeLevel.FormFilling,
                _ => false,
            };
            if (!allowed)
            {
                report.Forbid($"Mục /{key} của biểu mẫu bị đổi sau khi ký.");
            }
        }

        if (!PdfValue.Same(before?["Fields"], after["Fields"]))
        {
            Fields(signed.Array(before?["Fields"]), file.Array(after["Fields"]));
        }
    }

    /// <summary>The list of fields against the list now.</summary>
    public void Fields(PdfArray? before, PdfArray? after)
    {
        var (old, now) = (before?.Items ?? [], after?.Items ?? []);
        if (old.Any(o => !now.Any(n => PdfValue.Same(o, n))))
        {
            report.Forbid("Có trường bị gỡ khỏi biểu mẫu sau khi ký.");
        }

        foreach (var added in now.Where(n => !old.Any(o => PdfValue.Same(o, n))))
        {
            foreach (var field in FormFields.Under(file, added))
            {
                if (!field.IsSignature)
                {
                    report.Forbid($"Trường '{field.Name}' không phải trường chữ ký được thêm sau khi ký.");
                }
                else if (field.Dictionary["Parent"] is null)
                {
                    Signing(field.Name, field.Dictionary);
                }
            }
        }
    }

    /// <summary>A signature field that was not there, or not signed, before.</summary>
    public void Signing(string name, PdfDictionary field)
    {
        var value = file.Dictionary(field["V"]);
        var isTimestamp = value?.IsNamed("SubFilter", PdfSubFilters.DocumentTimestamp) ?? false;
        if (value is null)
        {
            if (IsVisible(field) || field["AP"] is not null)
            {
                report.Forbid($"Trường chữ ký '{name}' có hình nhưng không có chữ ký được thêm sau khi ký.");
            }
            else
            {
                report.Permit($"Thêm trường chữ ký trống '{name}'.");
            }
        }
        else if (!isTimestamp && rules.Level == ChangeLevel.Nothing)
        {
            report.Forbid($"Chữ ký '{name}' được thêm dù chữ ký chứng thực cấm mọi thay đổi (DocMDP P=1).");
        }
        else if (IsVisible(field))
        {
            report.Show(isTimestamp ? $"Thêm dấu thời gian tài liệu '{name}', có hình." : $"Thêm chữ ký '{name}', có hình.");
        }
        else
        {
            report.Permit(isTimestamp ? $"Thêm dấu thời gian tài liệu '{name}'." : $"Thêm chữ ký '{name}'.");
        }

        Actions(field, $"Trường chữ ký '{name}'");

        if (Area(field) > LargeStamp * A4)
        {
            report.Warn($"Hình của chữ ký '{name}' che một phần lớn trang.");
        }
    }

    /// <summary>An annotation added to a page.</summary>
    public void Annotation(int page, PdfValue added)
    {
        var annotation = file.Dictionary(added);
        if (annotation is null)
        {
            return;
        }

        Actions(annotation, $"Hình thêm ở trang {page}");
        if (annotation.IsNamed("Subtype", "Widget") && Inherited(annotation, "FT") is PdfName { Value: "Sig" })
        {
            // A value of its own proves nothing: only those that the form leads to are judged as signatures.
            if (IsVisible(annotation) && !(added is PdfReference { Number: var number } && _signed.Value.Contains(number)))
            {
                report.Forbid($"Trang {page} có thêm hình chữ ký mà không có chữ ký nào.");
            }
            else if (IsVisible(annotation))
            {
                report.Show($"Thêm hình chữ ký ở trang {page}.");
            }

            return;
        }

        if (rules.Level < ChangeLevel.Annotations || annotation.IsNamed("Subtype", "Widget"))
        {
            report.Forbid($"Trang {page} có thêm chú thích hoặc hình đè sau khi ký.");
            return;
        }

        report.Show($"Thêm chú thích ở trang {page} (DocMDP cho phép).");
        report.Warn($"Trang {page} có chú thích được thêm sau khi ký.");
    }

    // Fields and their widgets that a signature stands behind, as the form leads to them.
    private static IEnumerable<int> SignedWidgets(PdfFile file) => FormFields.All(file)
        .Where(static f => f is { IsSignature: true, Number: not 0, Value: PdfDictionary })
        .Select(static f => f.Number);

    private static bool Superset(PdfDictionary? before, PdfDictionary? after) =>
        before is null || (after is not null && !after.Repeats && before.Entries.All(e => after[e.Key] is { } now
            && (PdfValue.Same(e.Value, now) || (e.Value is PdfDictionary was && now is PdfDictionary more && Superset(was, more)))));

    // An action runs in the viewer and may change what it shows.
    private void Actions(PdfDictionary added, string what)
    {
        if (added["A"] is not null || added["AA"] is not null)
        {
            report.Forbid($"{what} mang theo hành động tự chạy.");
        }
    }

    private bool IsVisible(PdfDictionary widget) => Area(widget) > 0 && !(widget["F"] is PdfInteger { Value: var flags } && (flags & 2) != 0);

    /// <summary>Area of the rectangle; one that is not four numbers has none that viewers agree on, and counts as boundless.</summary>
    private double Area(PdfDictionary widget)
    {
        if (file.Resolve(widget["Rect"]) is not { } rect)
        {
            return 0;
        }

        var sides = (rect as PdfArray)?.Items.Select(Number).ToArray();
        return sides is [{ } left, { } bottom, { } right, { } top] ? Math.Abs((right - left) * (top - bottom)) : double.PositiveInfinity;
    }

    private double? Number(PdfValue value) => file.Resolve(value) switch
    {
        PdfInteger integer => integer.Value,
        PdfReal real => real.Number,
        _ => null,
    };

    private PdfValue? Inherited(PdfDictionary dictionary, string key)
    {
        for (var depth = 0; depth < file.Limits.Depth; depth++)
        {
            if (dictionary[key] is { } own)
            {
                return file.Resolve(own);
            }

            if (file.Dictionary(dictionary["Parent"]) is not { } parent)
            {
                return null;
            }

            dictionary = parent;
        }

        return null;
    }
}
