namespace Axis.Cli.Commands.Demo;

/// <summary>Where the demonstration finds its documents.</summary>
/// <param name="Samples">The project's own network and documents (<c>samples/four-levels</c>).</param>
/// <param name="Packets">Packets that are sent as their sender or receiver would.</param>
public sealed record DemoFolders(string Samples, string Packets)
{
    /// <summary>Folder of the network of <c>axis demo</c>.</summary>
    public const string FourLevels = "four-levels";

    /// <summary>Folder of the network of <c>axis demo --vxp</c>.</summary>
    public const string NationalAxis = "national-axis";

    /// <summary>
    /// Looks upwards from the current folder and from the program for the samples; takes the official packets of a <c>shared/samples</c> folder beside the
    /// source tree when there are some, the project's own otherwise.
    /// </summary>
    /// <param name="given">The folder that the user names; <c>null</c> = look for it.</param>
    /// <param name="name"><see cref="FourLevels"/> or <see cref="NationalAxis"/>.</param>
    /// <exception cref="CliFailureException">The samples are not found.</exception>
    public static DemoFolders Find(string? given, string name)
    {
        var samples = given is not null ? Path.GetFullPath(given) : Ancestors().Select(a => Path.Combine(a, "samples", name)).FirstOrDefault(IsSamples);
        if (samples is null || !IsSamples(samples))
        {
            throw CliFailureException.Usage($"Không thấy thư mục samples/{name}.", "Chạy lệnh trong thư mục mã nguồn của DocAxis, hoặc chỉ ra bằng --samples.");
        }

        var official = Path.GetFullPath(Path.Combine(samples, "..", "..", "..", "shared", "samples"));
        return new DemoFolders(samples, HasPackets(official) ? official : Path.Combine(samples, "packets"));
    }

    private static IEnumerable<string> Ancestors()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                yield return folder.FullName;
            }
        }
    }

    private static bool IsSamples(string folder) => File.Exists(Path.Combine(folder, DemoNetwork.FileName));

    private static bool HasPackets(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.edxml").Any();
}
