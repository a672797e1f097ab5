using System.Globalization;

namespace Axis.Node.Console.Parts;

/// <summary>Sizes for people, with the decimal comma of Vietnamese.</summary>
internal static class FileSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary><c>1,4 MB</c>; steps of 1024.</summary>
    public static string Text(long bytes, bool english)
    {
        double size = bytes;
        var unit = 0;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        var number = size.ToString(unit == 0 || size >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture);
        return (english ? number : number.Replace('.', ',')) + " " + Units[unit];
    }
}
