using Axis.Signing.Pdf.Structure;
using Axis.Signing.Pdf.Text;

namespace Axis.Signing.Pdf.Scans;

/// <summary>Finds the images that a page shows, itself or through forms (ISO 32000-1 §8.9, §8.10). Limits hold against hostile files.</summary>
internal sealed class PageImages(PdfFile file)
{
    private const int MostOperators = 200_000;
    private const int MostDrawn = 2_000;
    private const int Deepest = 8;

    private readonly List<ShownImage> _shown = [];
    private int _operators;
    private int _drawn;
    private bool _complete = true;

    public IReadOnlyList<ShownImage> Shown => _shown;

    /// <summary>Looks through a page; <c>false</c> when something of it could not be read.</summary>
    public bool Run(PdfDictionary page)
    {
        Content(file.Resolve(page["Contents"]), PageContent.Resources(file, page), TextMatrix.Identity, 0);
        return _complete;
    }

    private void Content(PdfValue? content, PdfDictionary resources, TextMatrix matrix, int depth)
    {
        var lexer = new ContentLexer(PageContent.Join(file, content, out var complete));
        _complete &= complete;
        var (saved, operands) = (new Stack<TextMatrix>(), new List<PdfValue>());
        while (lexer.Next() is { } token)
        {
            if (token.Operand is { } operand)
            {
                if (operands.Count < 16)
                {
                    operands.Add(operand);
                }

                continue;
            }

            if (++_operators > MostOperators)
            {
                _complete = false;
                return;
            }

            switch (token.Operator)
            {
                case "q" when saved.Count < 1_000:
                    saved.Push(matrix);
                    break;
                case "Q" when saved.Count > 0:
                    matrix = saved.Pop();
                    break;
                case "cm" when operands.Count == 6:
                    matrix = Matrix(operands).Times(matrix);
                    break;
                case "ID":
                    lexer.SkipImage();
                    break;
                case "Do" when operands is [PdfName { Value: var name }]:
                    Draw(name, resources, matrix, depth);
                    break;
            }

            operands.Clear();
        }
    }

    private void Draw(string name, PdfDictionary resources, TextMatrix matrix, int depth)
    {
        if (file.Resolve(file.Dictionary(resources["XObject"])?[name]) is not PdfStream { Dictionary: var drawn } stream)
        {
            return;
        }

        if (++_drawn > MostDrawn || depth >= Deepest)
        {
            _complete = false;
            return;
        }

        if (drawn.IsNamed("Subtype", "Form"))
        {
            var placed = file.Array(drawn["Matrix"]) is { Items: { Count: 6 } m } ? Matrix(m).Times(matrix) : matrix;
            Content(stream, file.Dictionary(drawn["Resources"]) ?? resources, placed, depth + 1);
        }
        else if (drawn.IsNamed("Subtype", "Image"))
        {
            Show(drawn, matrix);
        }
    }

    // An image fills the unit square, wherever and however large that is put.
    private void Show(PdfDictionary image, TextMatrix at)
    {
        var (wide, high) = (Math.Sqrt((at.A * at.A) + (at.B * at.B)), Math.Sqrt((at.C * at.C) + (at.D * at.D)));
        if (wide > 0 && high > 0)
        {
            var dpi = Math.Min(Number(image["Width"]) * 72 / wide, Number(image["Height"]) * 72 / high);
            var mask = file.Resolve(image["ImageMask"]) is PdfBoolean { Value: true };
            _shown.Add(new ShownImage(Math.Abs((at.A * at.D) - (at.B * at.C)), dpi, mask ? false : IsColour(image["ColorSpace"], 0)));
        }
    }

    private bool? IsColour(PdfValue? space, int depth)
    {
        if (depth > 4)
        {
            return null;
        }

        var resolved = file.Resolve(space);
        var items = (resolved as PdfArray)?.Items;
        return (resolved as PdfName ?? (items is { Count: > 0 } ? file.Resolve(items[0]) as PdfName : null))?.Value switch
        {
            "DeviceRGB" or "CalRGB" or "Lab" or "DeviceCMYK" => true,
            "DeviceGray" or "CalGray" => false,
            "ICCBased" when items is { Count: > 1 } => Number(file.Dictionary(items[1])?["N"]) >= 3,
            "Indexed" when items is { Count: > 1 } => IsColour(items[1], depth + 1),
            _ => null,
        };
    }

    private TextMatrix Matrix(IReadOnlyList<PdfValue> n) => new(Number(n[0]), Number(n[1]), Number(n[2]), Number(n[3]), Number(n[4]), Number(n[5]));

    private double Number(PdfValue? value) => PageContent.Number(file.Resolve(value));
}
