namespace Axis.Core.Rules.Scans;

/// <summary>One page of digitised paper.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">Millimetres, as it is printed.</param>
/// <param name="Height">Millimetres.</param>
/// <param name="Coverage">Share of the page that images cover, 0…1.</param>
/// <param name="Dpi">Image points per inch of the page; 0 without an image.</param>
/// <param name="IsColour">Whether the image holds colours; <c>null</c> when it does not say.</param>
public sealed record ScannedPage(int Number, double Width, double Height, double Coverage, double Dpi, bool? IsColour);
