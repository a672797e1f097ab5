using System.CommandLine;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Dev;

/// <summary>Where the development authority lies that a command works with.</summary>
public static class DevAuthority
{
    private const string BelowData = "dev-ca";

    /// <summary>The authority's folder: the data folder given, or <c>dev-ca</c> below it.</summary>
    /// <exception cref="CliFailureException">There is none.</exception>
    public static string Folder(ParseResult parse)
    {
        var data = GlobalOptions.DataFolder(parse);
        string[] places = [data, Path.Combine(data, BelowData)];
        return Array.Find(places, DevelopmentCa.Exists)
            ?? throw CliFailureException.Usage($"Trong {data} không có CA thử nghiệm.", "Chỉ thư mục của CA, hoặc thư mục dữ liệu của nút tạo bằng 'axis node init --new-root', bằng --data.");
    }
}
