using System.Collections.Frozen;
using Axis.Node.Console.Hosting;
using Axis.Node.Console.Text;

namespace Axis.Node.Console.Pages.Guides;

/// <summary>The guides of <c>docs/huong-dan</c>, which travel inside the program: a node may have no internet.</summary>
public static class GuideShelf
{
    private const string Prefix = "guides/";

    /// <summary>Where they are read.</summary>
    public const string Root = ConsoleAddress.Root + "/guides";

    private static readonly FrozenSet<string> Files = typeof(GuideShelf).Assembly.GetManifestResourceNames().Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The guide of a role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Operator => "quan-tri",
        Role.Auditor => "kiem-tra",
        _ => "van-thu",
    };

    /// <summary>Every guide, by name.</summary>
    public static IReadOnlyList<(string Name, string Title)> All(Tongue tongue)
    {
        ArgumentNullException.ThrowIfNull(tongue);
        return [("van-thu", tongue.Say("Văn thư, lãnh đạo", "Clerks, leaders")), ("quan-tri", tongue.Say("Quản trị", "Operators")), ("kiem-tra", tongue.Say("Kiểm tra", "Auditors"))];
    }

    /// <summary>A guide as HTML; <c>null</c> when there is none of that name.</summary>
    public static string? Find(string name)
    {
        using var stream = Open(name + ".md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return GuideMarkdown.ToHtml(reader.ReadToEnd(), Root + "/");
    }

    /// <summary>A file beside the guides; <c>null</c> when there is none of that name.</summary>
    public static Stream? Open(string name) => Files.Contains(Prefix + name) ? typeof(GuideShelf).Assembly.GetManifestResourceStream(Prefix + name) : null;
}
