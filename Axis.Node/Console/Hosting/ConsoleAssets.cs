using System.Collections.Frozen;
using Axis.Core.Packets;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>Style sheets, scripts and images inside this assembly. An address that names the file's digest may be kept by the browser for good.</summary>
internal static class ConsoleAssets
{
    private const string Prefix = "console/";
    private static readonly FrozenDictionary<string, Asset> Files = Load();

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".webmanifest"] = "application/manifest+json",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Address of a file, with the digest of its bytes.</summary>
    public static string Address(string name) => $"{ConsoleAddress.Assets}/{name}?v={Files[name].Tag}";

    public static IResult Serve(HttpContext context, string name)
    {
        if (!Files.TryGetValue(name, out var file))
        {
            throw new RefusedException(ConsoleRefusals.NoPage);
        }

        context.Response.Headers.Remove("Pragma");
        context.Response.Headers.CacheControl = context.Request.Query["v"] == file.Tag ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Bytes, Types[Path.GetExtension(name)], entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{file.Tag}\""));
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        var files = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files[resource[Prefix.Length..]] = new Asset(bytes, Digest.Of(bytes).ToString()[..12]);
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private sealed record Asset(byte[] Bytes, string Tag);
}
