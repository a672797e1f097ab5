using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Text;

/// <summary>Runs a page's content as far as text goes (ISO 32000-1 §9.4), with the forms that it draws.</summary>
internal sealed class ContentRun(PdfFile file)
{
    private const int MostOperators = 500_000;
    private const int MostForms = 200;
    private const int DeepestForm = 8;
    private const int MostText = 200_000;

    private readonly TextLines _lines = new(MostText);
    private readonly Dictionary<PdfDictionary, TextFont?> _fonts = new(ReferenceEqualityComparer.Instance);
    private int _operators;
    private int _forms;
    private bool _complete = true;

    public PageText Page(PdfDictionary page)
    {
        Streams(file.Resolve(page["Contents"]), PageContent.Resources(file, page), TextMatrix.Identity, 0);
        try
        {
            Annotations(page);
        }
        catch (PdfFormatException)
        {
            // What was read so far stands, and is said not to be all.
            _complete = false;
        }

        return new PageText(_lines.ToString(), _complete && !_lines.IsFull);
    }

    // A stamp put on with a viewer is an annotation, drawn by a form of its own.
    private void Annotations(PdfDictionary page)
    {
        foreach (var mark in file.Array(page["Annots"])?.Items.Take(MostForms) ?? [])
        {
            if (file.Resolve(file.Dictionary(file.Dictionary(mark)?["AP"])?["N"]) is PdfStream { Dictionary: var drawn } appearance)
            {
                _lines.Break();
                Streams(appearance, file.Dictionary(drawn["Resources"]) ?? PdfDictionary.Empty, TextMatrix.Identity, 1);
            }
        }
    }

    private void Streams(PdfValue? content, PdfDictionary resources, TextMatrix matrix, int depth)
    {
        var joined = PageContent.Join(file, content, out var complete);
        _complete &= complete;
        Run(joined, resources, matrix, depth);
    }

    private void Run(byte[] content, PdfDictionary resources, TextMatrix matrix, int depth)
    {
        var state = new TextState(matrix);
        var saved = new Stack<TextState>();
        var operands = new List<PdfValue>();
        var lexer = new ContentLexer(content);
        while (lexer.Next() is { } token)
        {
            if (token.Operand is { } operand)
            {
                if (operands.Count < 64)
                {
                    operands.Add(operand);
                }

                continue;
            }

            if (++_operators > MostOperators || _lines.IsFull)
            {
                _complete = false;
                return;
            }

            switch (token.Operator)
            {
                case "q" when saved.Count < 1000:
                    saved.Push(state.Copy());
                    break;
                case "Q" when saved.Count > 0:
                    state = saved.Pop();
                    break;
                case "ID":
                    lexer.SkipImage();
                    break;
                case "Do" when operands is [PdfName { Value: var form }]:
                    Draw(form, resources, state.Matrix, depth);
                    break;
                case "Tf" when operands is [PdfName { Value: var font }, var size]:
                    (state.Font, state.Size) = (Font(font, resources), PageContent.Number(size));
                    break;
                default:
                    if (!state.Apply(token.Operator!, operands, PageContent.Number))
                    {
                        Show(token.Operator!, operands, state);
                    }

                    break;
            }

            operands.Clear();
        }
    }

    private void Show(string name, List<PdfValue> operands, TextState state)
    {
        switch (name)
        {
            case "Tj" when operands is [PdfString text]:
                Show(text.Bytes, state);
                break;
            case "'" when operands is [PdfString text]:
                state.NextLine();
                Show(text.Bytes, state);
                break;
            case "\"" when operands is [var word, var letter, PdfString text]:
                (state.WordSpace, state.LetterSpace) = (PageContent.Number(word), PageContent.Number(letter));
                state.NextLine();
                Show(text.Bytes, state);
                break;
            case "TJ" when operands is [PdfArray { Items: var items }]:
                foreach (var item in items)
                {
                    if (item is PdfString text)
                    {
                        Show(text.Bytes, state);
                    }
                    else
                    {
                        state.Advance(-PageContent.Number(item) / 1000 * state.Size * state.Scale);
                    }
                }

                break;
        }
    }

    private void Show(byte[] bytes, TextState state)
    {
        if (state.Font is null)
        {
            _complete = false;
            return;
        }

        foreach (var (code, text, width) in state.Font.Read(bytes))
        {
            var (x, y) = state.Place();
            var size = state.Height();
            state.Advance((width / 1000 * state.Size) * state.Scale);
            var (end, _) = state.Place();
            state.Advance((state.LetterSpace + (code == 32 ? state.WordSpace : 0)) * state.Scale);
            if (text is null)
            {
                _complete = false;
            }
            else
            {
                _lines.Add(text, x, y, Math.Max(end, x), size);
            }
        }
    }

    private void Draw(string name, PdfDictionary resources, TextMatrix matrix, int depth)
    {
        if (file.Resolve(file.Dictionary(resources["XObject"])?[name]) is not PdfStream { Dictionary: var form } stream || !form.IsNamed("Subtype", "Form"))
        {
            return;
        }

        if (depth >= DeepestForm || ++_forms > MostForms)
        {
            _complete = false;
            return;
        }

        var placed = file.Array(form["Matrix"]) is { Items: { Count: 6 } m } ? new TextMatrix(N(m[0]), N(m[1]), N(m[2]), N(m[3]), N(m[4]), N(m[5])).Times(matrix) : matrix;
        Streams(stream, file.Dictionary(form["Resources"]) ?? resources, placed, depth + 1);
    }

    private double N(PdfValue value) => PageContent.Number(file.Resolve(value));

    private TextFont? Font(string name, PdfDictionary resources)
    {
        if (file.Dictionary(file.Dictionary(resources["Font"])?[name]) is not { } dictionary)
        {
            return null;
        }

        if (!_fonts.TryGetValue(dictionary, out var font))
        {
            try
            {
                font = new TextFont(file, dictionary);
            }
            catch (PdfFormatException e) when (e.IsUnsupported)
            {
                _complete = false;
            }

            _fonts[dictionary] = font;
        }

        return font;
    }
}
