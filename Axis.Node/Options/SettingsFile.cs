using System.Collections;
using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Axis.Node.Options;

/// <summary>
/// Reads <c>appsettings.json</c> of a data folder strictly: comments are welcome, unknown keys and values of the wrong kind are not.
/// Environment variables (<c>AXIS__Section__Key</c>) and arguments (<c>--Section:Key=value</c>) override the file.
/// </summary>
public static class SettingsFile
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "appsettings.json";

    /// <summary>Prefix of environment variables that override keys.</summary>
    public const string EnvironmentPrefix = "AXIS__";

    // Read by the framework, not by a section of ours.
    private const string FrameworkSection = "Logging";

    /// <summary>Adds the sources, later ones overriding earlier ones.</summary>
    /// <exception cref="SettingsException">The file is not there, not JSON, or an argument is malformed.</exception>
    public static void AddTo(IConfigurationManager configuration, string dataDirectory, string[] args)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(args);
        var path = Path.Combine(dataDirectory, Name);
        if (!File.Exists(path))
        {
            throw new SettingsException($"Không tìm thấy {path}; hãy tạo nút bằng 'axis node init' hoặc chỉ đúng thư mục dữ liệu bằng --data.");
        }

        try
        {
            configuration.Sources.Clear();
            configuration.AddJsonFile(path, optional: false, reloadOnChange: false);
            configuration.AddEnvironmentVariables(EnvironmentPrefix);
            configuration.AddCommandLine(args);
        }
        catch (InvalidDataException e)
        {
            var position = e.InnerException?.InnerException as JsonException ?? e.InnerException as JsonException;
            var line = position?.LineNumber is { } number ? $" (dòng {number + 1})" : "";
            throw new SettingsException($"{path} không phải JSON hợp lệ{line}: {(position ?? e.InnerException ?? e).Message}", e);
        }
        catch (FormatException e)
        {
            throw new SettingsException($"Tham số hoặc tệp cấu hình không đúng dạng: {e.Message}", e);
        }
    }

    /// <summary>Checks that every section of the configuration is one of the names.</summary>
    /// <exception cref="SettingsException">One is not.</exception>
    public static void CheckSections(IConfiguration configuration, IReadOnlyCollection<string> sections)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(sections);
        foreach (var section in configuration.GetChildren())
        {
            if (section.Key != FrameworkSection && !sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new SettingsException($"{section.Key} không phải là một mục cấu hình; các mục có thể dùng: {string.Join(", ", sections.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    /// <summary>Binds one section and checks its values.</summary>
    /// <exception cref="SettingsException">A key is unknown, a value is of the wrong kind, or a rule of the section is broken.</exception>
    public static T Read<T>(IConfiguration configuration)
        where T : class, ISettings, new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(T.Section);
        Check(section, typeof(T));
        var settings = new T();
        section.Bind(settings);
        return settings.Problems().FirstOrDefault() is { } problem ? throw new SettingsException(problem) : settings;
    }

    private static void Check(IConfigurationSection section, Type type)
    {
        if (section.Value is { Length: > 0 } value)
        {
            throw new SettingsException($"{section.Path} phải là một nhóm khóa, không phải giá trị '{value}'.");
        }

        foreach (var child in section.GetChildren())
        {
            var property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is null || !IsSetting(property))
            {
                var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting).Select(static p => p.Name);
                throw new SettingsException($"{child.Path} không phải là khóa cấu hình; các khóa có thể dùng ở {section.Path}: {string.Join(", ", known)}.");
            }

            CheckValue(child, property.PropertyType);
        }
    }

    private static void CheckValue(IConfigurationSection section, Type type)
    {
        if (ElementType(type) is { } element)
        {
            if (section.Value is { Length: > 0 } single)
            {
                throw new SettingsException($"{section.Path} phải là một danh sách [ … ], không phải '{single}'.");
            }

            foreach (var item in section.GetChildren())
            {
                if (!int.TryParse(item.Key, out _))
                {
                    throw new SettingsException($"{section.Path} phải là một danh sách [ … ], không phải nhóm khóa.");
                }

                CheckValue(item, element);
            }
        }
        else if (IsLeaf(type))
        {
            CheckLeaf(section, Nullable.GetUnderlyingType(type) ?? type);
        }
        else
        {
            Check(section, type);
        }
    }

    private static void CheckLeaf(IConfigurationSection section, Type type)
    {
        if (section.GetChildren().Any())
        {
            throw new SettingsException($"{section.Path} phải là một giá trị, không phải nhóm khóa.");
        }

        if (section.Value is not { } value)
        {
            return;
        }

        try
        {
            _ = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            var kind = type.IsEnum ? "một trong " + string.Join(", ", Enum.GetNames(type))
                : type == typeof(bool) ? "true hoặc false"
                : type == typeof(TimeSpan) ? "một khoảng thời gian như 01:30:00"
                : "một số hợp lệ";
            throw new SettingsException($"{section.Path} phải là {kind}, không phải '{value}'.", e);
        }
    }

    // A setting can be written, or is a list or group that is filled in place; computed properties are none.
    private static bool IsSetting(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0
        && (property.SetMethod is { IsPublic: true } || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IList<>)));

    private static Type? ElementType(Type type) =>
        type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type) ? null
        : type.IsArray ? type.GetElementType()
        : type.GetGenericArguments().FirstOrDefault();

    private static bool IsLeaf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(TimeSpan) || plain == typeof(Uri);
    }
}
