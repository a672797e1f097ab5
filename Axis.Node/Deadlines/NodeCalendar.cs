using System.Reflection;
using Axis.Core.Rules.Calendar;
using Axis.Node.Options;

namespace Axis.Node.Deadlines;

/// <summary>The calendar of a node: the product's own, and the years of <c>calendar.json</c> in the data folder instead of those that it names (URG-09).</summary>
public static class NodeCalendar
{
    /// <summary>The node's own file; may be missing.</summary>
    public const string FileName = "calendar.json";

    private const string Resource = "Axis.Node.Deadlines.holidays.vn.json";

    /// <summary>What the product knows.</summary>
    public static WorkingCalendar Product { get; } = ReadProduct();

    /// <summary>Reads the calendar of a data folder.</summary>
    /// <exception cref="SettingsException">The node's own file is wrong; the sentence names it and the fault.</exception>
    public static WorkingCalendar Load(string dataFolder)
    {
        var file = Path.Combine(dataFolder, FileName);
        if (!File.Exists(file))
        {
            return Product;
        }

        try
        {
            if (new FileInfo(file).Length > CalendarFile.MaxBytes)
            {
                throw new FormatException($"Tệp dài quá {CalendarFile.MaxBytes} byte.");
            }

            return Product.With(CalendarFile.Read(File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{FileName}: {e.Message}");
        }
    }

    private static WorkingCalendar ReadProduct()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return CalendarFile.Read(bytes.ToArray());
    }
}
