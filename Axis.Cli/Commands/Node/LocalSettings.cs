using Axis.Node.Hosting;
using Axis.Node.Options;
using Microsoft.Extensions.Configuration;

namespace Axis.Cli.Commands.Node;

/// <summary>Sections of a data folder's settings, for commands that work on the folder itself.</summary>
internal static class LocalSettings
{
    /// <summary>Reads one section.</summary>
    /// <exception cref="CliFailureException">The settings are missing or wrong.</exception>
    public static T Read<T>(NodePaths paths)
        where T : class, ISettings, new()
    {
        try
        {
            using var configuration = new ConfigurationManager();
            SettingsFile.AddTo(configuration, paths.Data, []);
            return SettingsFile.Read<T>(configuration);
        }
        catch (SettingsException e)
        {
            throw new CliFailureException(ExitCodes.Usage, "SETTINGS", e.Message, "Sửa appsettings.json trong thư mục dữ liệu, hoặc chỉ đúng thư mục bằng --data.");
        }
    }
}
