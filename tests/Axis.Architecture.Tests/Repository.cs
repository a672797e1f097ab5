namespace Axis.Architecture.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static readonly string[] Products = ["Axis.Core", "Axis.Signing", "Axis.Node", "Axis.Cli"];

    public static string Root { get; } = FindRoot();

    /// <summary>Source files of a project folder, without what the build makes.</summary>
    public static IReadOnlyList<SourceFile> Sources(params IEnumerable<string> projects) =>
        [.. from project in projects
            let folder = Path.Combine(Root, project)
            from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(Root, file).Replace('\\', '/')
            where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
            select new SourceFile(relative, File.ReadAllText(file))];

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

/// <summary>One source file.</summary>
/// <param name="Path">Relative to the repository, with '/'.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The text without comments and without what stands in string literals, so that prose is not taken for code.</summary>
    public string Code { get; } = SourceText.WithoutProse(Text);
}
