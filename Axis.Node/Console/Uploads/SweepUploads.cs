using Axis.Node.Hosting;
using Axis.Node.Options;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Console.Uploads;

/// <summary>
/// Removes uploads that nobody has touched for the hours set: at the start and with the schedule that sweeps files, so that a form that was left costs nothing for
/// longer. Where nobody has used the console there is no folder and nothing is done.
/// </summary>
public sealed class SweepUploads(NodePaths paths, ConsoleOptions options, TimeProvider time, ILogger<SweepUploads> logger)
{
    /// <summary>Sweeps.</summary>
    /// <returns>How many uploads were removed.</returns>
    public int Run()
    {
        var root = RootOf(paths);
        if (!Directory.Exists(root))
        {
            return 0;
        }

        var oldest = time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(options.UploadHours);
        var swept = 0;
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            // Whatever has the upload's name belongs to it, also what a crash left of it; the youngest file tells when somebody was last there.
            foreach (var upload in Directory.GetFiles(folder).GroupBy(static f => Path.GetFileName(f).Split('.')[0], StringComparer.Ordinal).Where(u => u.Max(File.GetLastWriteTimeUtc) < oldest))
            {
                foreach (var file in upload)
                {
                    Remove(file);
                }

                swept++;
            }
        }

        return swept;
    }

    /// <summary>Where uploads lie, a folder a person.</summary>
    internal static string RootOf(NodePaths paths) => Path.Combine(paths.Uploads, "console");

    private void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Api.Log.StagedFileStays(logger, Path.GetFileName(file), e);
        }
    }
}
