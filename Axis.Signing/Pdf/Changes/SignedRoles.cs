using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Changes;

/// <summary>What an object was for in the revision that was signed. Objects without a role may not change.</summary>
internal enum ObjectRole
{
    None = 0,
    Catalog,
    Form,
    FieldList,
    Field,
    FieldAppearance,
    Page,
    AnnotationList,
    ValidationData,
    Information,
    Metadata,
    Extensions,
}

/// <summary>The roles of the objects of a signed revision, by number.</summary>
internal sealed class SignedRoles
{
    private const int MostPages = 100_000;

    private readonly Dictionary<int, ObjectRole> _roles = [];
    private readonly PdfFile _file;

    public SignedRoles(PdfFile file)
    {
        _file = file;
        Catalog = file.Dictionary(file.Trailer["Root"]) ?? throw PdfFormatException.Bad(file.StartXref, "không có danh mục gốc (/Root)");
        Give(file.Trailer["Root"], ObjectRole.Catalog);
        Give(file.Trailer["Info"], ObjectRole.Information);
        Give(Catalog["Metadata"], ObjectRole.Metadata);
        Give(Catalog["Extensions"], ObjectRole.Extensions);
        GiveAll(Catalog["DSS"], ObjectRole.ValidationData, 0);
        Give(Catalog["AcroForm"], ObjectRole.Form);
        Give(file.Dictionary(Catalog["AcroForm"])?["Fields"], ObjectRole.FieldList);
        foreach (var field in FormFields.All(file))
        {
            if (field.Number != 0)
            {
                Fields[field.Number] = field;
                _roles.TryAdd(field.Number, ObjectRole.Field);
            }

            foreach (var appearance in file.Dictionary(field.Dictionary["AP"])?.Entries.Values ?? [])
            {
                if (appearance is PdfReference { Number: var number } && _roles.TryAdd(number, ObjectRole.FieldAppearance))
                {
                    AppearanceOf[number] = field;
                }
            }
        }

        Walk(Catalog["Pages"], 0, []);
    }

    public PdfDictionary Catalog { get; }

    /// <summary>Fields and widgets by object number.</summary>
    public Dictionary<int, FormField> Fields { get; } = [];

    /// <summary>The field whose appearance an object is.</summary>
    public Dictionary<int, FormField> AppearanceOf { get; } = [];

    /// <summary>Pages by object number, with their place in the document (from 1).</summary>
    public Dictionary<int, int> Pages { get; } = [];

    /// <summary>Number of a list of annotations to the page it belongs to.</summary>
    public Dictionary<int, int> ListOfPage { get; } = [];

    public ObjectRole Of(int number) => _roles.GetValueOrDefault(number);

    /// <summary>Whether an object that may change is used, by the key of the other object, for what allows the change and for nothing else.</summary>
    public bool IsProperUse(int used, int by, string key) => Of(used) switch
    {
        // These change only in the few entries that their comparison allows, whoever uses them.
        ObjectRole.Catalog or ObjectRole.Form or ObjectRole.Field or ObjectRole.Page => true,
        ObjectRole.FieldList => (Of(by), key) is (ObjectRole.Form, "Fields") or (ObjectRole.Catalog, "AcroForm"),
        ObjectRole.FieldAppearance => (Of(by), key) is (ObjectRole.Field, "AP"),
        ObjectRole.AnnotationList => (Of(by), key) is (ObjectRole.Page, "Annots"),
        ObjectRole.ValidationData => (Of(by), key) is (ObjectRole.ValidationData, _) or (ObjectRole.Catalog, "DSS"),
        ObjectRole.Metadata => (Of(by), key) is (ObjectRole.Catalog, "Metadata"),
        ObjectRole.Extensions => (Of(by), key) is (ObjectRole.Catalog, "Extensions"),
        ObjectRole.Information => false,
        // Forbidden by itself.
        _ => true,
    };

    private void Give(PdfValue? value, ObjectRole role)
    {
        if (value is PdfReference reference)
        {
            _roles.TryAdd(reference.Number, role);
        }
    }

    private void GiveAll(PdfValue? value, ObjectRole role, int depth)
    {
        if (depth > 6 || (value is PdfReference { Number: var number } && !_roles.TryAdd(number, role)))
        {
            return;
        }

        switch (_file.Resolve(value))
        {
            case PdfDictionary dictionary:
                foreach (var item in dictionary.Entries.Values)
                {
                    GiveAll(item, role, depth + 1);
                }

                break;
            case PdfArray array:
                foreach (var item in array.Items)
                {
                    GiveAll(item, role, depth + 1);
                }

                break;
        }
    }

    private void Walk(PdfValue? node, int depth, HashSet<int> seen)
    {
        if (depth > _file.Limits.Depth || seen.Count > MostPages)
        {
            throw PdfFormatException.Over("cây trang quá sâu hoặc quá lớn");
        }

        if (node is not PdfReference { Number: var number } || !seen.Add(number) || _file.Dictionary(node) is not { } dictionary)
        {
            return;
        }

        if (dictionary["Kids"] is { } kids)
        {
            foreach (var kid in _file.Array(kids)?.Items ?? [])
            {
                Walk(kid, depth + 1, seen);
            }

            return;
        }

        Pages.TryAdd(number, Pages.Count + 1);
        _roles.TryAdd(number, ObjectRole.Page);
        if (dictionary["Annots"] is PdfReference list && _roles.TryAdd(list.Number, ObjectRole.AnnotationList))
        {
            ListOfPage[list.Number] = Pages[number];
        }
    }
}
