using System.Globalization;
using System.Reflection;
using Axis.Node.Options;

namespace Axis.Node.Console.Pages.Settings;

/// <summary>Settings that may be shown: plain numbers, switches and words of sections that hold no secret and no place of one. Sections about addresses, keys, mail and webhooks are not read at all.</summary>
internal static class SettingRows
{
    /// <summary>Name and value of each, in the order of the section.</summary>
    public static (string Section, IReadOnlyList<(string Key, string Value)> Rows) Of<T>(T options)
        where T : ISettings => (T.Section, [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.CanWrite && (p.PropertyType.IsPrimitive || p.PropertyType.IsEnum || p.PropertyType == typeof(string)))
            .Select(p => (p.Name, Convert.ToString(p.GetValue(options), CultureInfo.InvariantCulture) ?? ""))]);
}
