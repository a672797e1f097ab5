namespace Axis.Signing.Pdf.Text;

/// <summary>A transformation of the plane (ISO 32000-1 §8.3.3).</summary>
internal readonly record struct TextMatrix(double A, double B, double C, double D, double E, double F)
{
    public static TextMatrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>This one first, then the other.</summary>
    public TextMatrix Times(TextMatrix then) => new(
        (A * then.A) + (B * then.C), (A * then.B) + (B * then.D), (C * then.A) + (D * then.C), (C * then.B) + (D * then.D), (E * then.A) + (F * then.C) + then.E, (E * then.B) + (F * then.D) + then.F);

    /// <summary>Moved before.</summary>
    public TextMatrix Moved(double x, double y) => new TextMatrix(1, 0, 0, 1, x, y).Times(this);
}
