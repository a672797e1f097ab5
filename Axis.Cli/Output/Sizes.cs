using System.Globalization;

namespace Axis.Cli.Output;

/// <summary>Numbers of bytes for people.</summary>
public static class Sizes
{
    private static readonly CultureInfo Vietnamese = MakeCulture();

    /// <summary><c>1,4 MB</c> (decimal units, Vietnamese decimal comma).</summary>
    public static string Format(long bytes) => bytes switch
    {
        < 1_000 => string.Create(Vietnamese, $"{bytes} B"),
        < 1_000_000 => string.Create(Vietnamese, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(Vietnamese, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(Vietnamese, $"{bytes / 1e9:0.##} GB"),
    };

    // Made here rather than taken from ICU: the separators must not depend on the machine.
    private static CultureInfo MakeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        return CultureInfo.ReadOnly(culture);
    }
}
