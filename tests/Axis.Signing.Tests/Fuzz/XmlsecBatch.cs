using System.Globalization;
using System.Text.RegularExpressions;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Fuzz;

/// <summary>Asks xmlsec1 about many files a call. It stops at the first that it refuses, so what is expected to hold goes in.</summary>
internal static partial class XmlsecBatch
{
    private const int FilesPerCall = 2_000;

    /// <summary>The cases that it refuses.</summary>
    public static IReadOnlyList<FuzzCase> Refused(IReadOnlyList<FuzzCase> cases)
    {
        var folder = Tool.Folder();
        try
        {
            Parallel.For(0, cases.Count, i => File.WriteAllBytes(Path.Combine(folder, Name(i)), cases[i].Bytes));
            return [.. Enumerable.Range(0, cases.Count).Chunk(FilesPerCall).AsParallel().WithDegreeOfParallelism(2).SelectMany(chunk => Refused(folder, chunk)).Select(i => cases[i])];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<int> Refused(string folder, int[] chunk)
    {
        var refused = new List<int>();
        var from = 0;
        while (from < chunk.Length)
        {
            // Core validation alone: whose certificate it is, neither path asks here.
            var (exit, log) = Tool.Run("xmlsec1", ["--verify", "--insecure", .. chunk.Skip(from).Select(i => Path.Combine(folder, Name(i)))]);
            if (exit == 0)
            {
                break;
            }

            var at = int.Parse(Failed().Match(log).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            refused.Add(at);
            from = Array.IndexOf(chunk, at) + 1;
        }

        return refused;
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"{i}.xml");

    [GeneratedRegex("failed to verify file \"[^\"]*/([0-9]+)\\.xml\"")]
    private static partial Regex Failed();
}
