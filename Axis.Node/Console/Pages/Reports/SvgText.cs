using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Axis.Node.Console.Pages.Reports;

/// <summary>Words in a drawing; the element's name is a word of Razor's own, so it is written here.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Place across.</summary>
    [Parameter, EditorRequired]
    public double X { get; set; }

    /// <summary>Place down.</summary>
    [Parameter, EditorRequired]
    public double Y { get; set; }

    /// <summary>Class of the style sheet.</summary>
    [Parameter, EditorRequired]
    public string Class { get; set; } = "";

    /// <summary><c>middle</c> or <c>end</c>: what of the words stands at the place.</summary>
    [Parameter, EditorRequired]
    public string Anchor { get; set; } = "";

    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public string Words { get; set; } = "";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X.ToString("0.##", CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "y", Y.ToString("0.##", CultureInfo.InvariantCulture));
        builder.AddAttribute(4, "text-anchor", Anchor);
        builder.AddContent(5, Words);
        builder.CloseElement();
    }
}
