namespace Axis.Signing.Pdf.Scans;

/// <summary>An image as a page shows it.</summary>
/// <param name="Area">Square points of the page.</param>
/// <param name="Dpi">Image points per inch, the lesser of both directions.</param>
/// <param name="IsColour">Whether it holds colours; <c>null</c> when it does not say.</param>
internal sealed record ShownImage(double Area, double Dpi, bool? IsColour);
