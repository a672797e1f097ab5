using System.Globalization;
using System.Text;

namespace Axis.Cli.Client;

/// <summary>Builds paths of the API; every value is escaped.</summary>
public static class Routes
{
    /// <summary>Path segments under <c>/api/v1</c>.</summary>
    public static string Path(params ReadOnlySpan<string> segments)
    {
        var builder = new StringBuilder("/api/v1");
        foreach (var segment in segments)
        {
            builder.Append('/').Append(Uri.EscapeDataString(segment));
        }

        return builder.ToString();
    }

    /// <summary>A path with a query; <c>null</c> values are left out.</summary>
    public static string Query(string path, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var builder = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in values)
        {
            var text = value switch
            {
                null => null,
                bool b => b ? "true" : null,
                IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString(),
            };
            if (!string.IsNullOrEmpty(text))
            {
                builder.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(text));
                separator = '&';
            }
        }

        return builder.ToString();
    }
}
