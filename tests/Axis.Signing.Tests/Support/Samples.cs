namespace Axis.Signing.Tests.Support;

/// <summary>Official sample files, beside the repository; a test that needs them is skipped where they are not.</summary>
internal static class Samples
{
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DocAxis.sln")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "samples", name);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        Assert.Ignore($"The official sample {name} is not beside the repository.");
        return "";
    }
}
