using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Text;

/// <summary>Where and how the next letter is shown (ISO 32000-1 §9.3, §9.4.2).</summary>
internal sealed class TextState(TextMatrix matrix)
{
    private TextMatrix _text = TextMatrix.Identity;
    private TextMatrix _line = TextMatrix.Identity;
    private double _leading;
    private double _rise;

    public TextMatrix Matrix { get; private set; } = matrix;

    public TextFont? Font { get; set; }

    public double Size { get; set; }

    public double Scale { get; private set; } = 1;

    public double LetterSpace { get; set; }

    public double WordSpace { get; set; }

    public TextState Copy() => (TextState)MemberwiseClone();

    /// <summary>Carries out an operator that moves or sets; <c>false</c> when it is none.</summary>
    public bool Apply(string name, List<PdfValue> operands, Func<PdfValue, double> number)
    {
        double N(int i) => i < operands.Count ? number(operands[i]) : 0;
        switch (name)
        {
            case "cm":
                Matrix = new TextMatrix(N(0), N(1), N(2), N(3), N(4), N(5)).Times(Matrix);
                return true;
            case "BT":
                _text = _line = TextMatrix.Identity;
                return true;
            case "Td":
                Move(N(0), N(1));
                return true;
            case "TD":
                _leading = -N(1);
                Move(N(0), N(1));
                return true;
            case "Tm":
                _text = _line = new TextMatrix(N(0), N(1), N(2), N(3), N(4), N(5));
                return true;
            case "T*":
                NextLine();
                return true;
            case "TL":
                _leading = N(0);
                return true;
            case "Tc":
                LetterSpace = N(0);
                return true;
            case "Tw":
                WordSpace = N(0);
                return true;
            case "Tz":
                Scale = N(0) / 100;
                return true;
            case "Ts":
                _rise = N(0);
                return true;
            default:
                return false;
        }
    }

    public void NextLine() => Move(0, -_leading);

    /// <summary>Moves along the line.</summary>
    public void Advance(double distance) => _text = _text.Moved(distance, 0);

    /// <summary>Where the next letter stands: along its own base line, whatever way the line is turned, and across it.</summary>
    public (double Along, double Across) Place()
    {
        var at = _text.Moved(0, _rise).Times(Matrix);
        var length = Math.Sqrt((at.A * at.A) + (at.B * at.B));
        var (cos, sin) = length > 0 ? (at.A / length, at.B / length) : (1, 0);
        return ((at.E * cos) + (at.F * sin), (at.F * cos) - (at.E * sin));
    }

    /// <summary>Height of the letters on the page.</summary>
    public double Height()
    {
        var at = _text.Times(Matrix);
        return Math.Abs(Size) * Math.Sqrt((at.C * at.C) + (at.D * at.D));
    }

    private void Move(double x, double y) => _text = _line = _line.Moved(x, y);
}
