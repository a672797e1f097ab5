namespace Axis.Console.Tests.Browsing;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Screenshots; not kept in the repository.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "console")).FullName;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DocAxis.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("DocAxis.sln is in no folder above the tests.");
    }
}
