using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Node.Api;

namespace Axis.Node.Drop;

/// <summary>Reads a small JSON file that somebody else made.</summary>
internal static class ReadJson
{
    /// <exception cref="RefusedException">It is too large, no JSON, or not of the form.</exception>
    public static async Task<T> RunAsync<T>(DropFolder folder, string path, JsonTypeInfo<T> type, int maxBytes, CancellationToken cancellationToken)
        where T : class
    {
        var source = folder.OpenRead(path);
        await using (source.ConfigureAwait(false))
        {
            if (source.Length > maxBytes)
            {
                throw new RefusedException(DropRefusals.TooLarge(Path.GetFileName(path), maxBytes));
            }

            // Read whole first: a file that grows while it is read is not read on without end.
            var bytes = new byte[source.Length];
            await source.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            var text = bytes.AsMemory(bytes.AsSpan().StartsWith(Preamble) ? Preamble.Length : 0);
            try
            {
                return JsonSerializer.Deserialize(text.Span, type) ?? throw new RefusedException(JsonProblems.Explain(new JsonException()));
            }
            catch (JsonException e)
            {
                throw new RefusedException(JsonProblems.Explain(e), e);
            }
        }
    }

    // Windows editors write one.
    private static ReadOnlySpan<byte> Preamble => [0xEF, 0xBB, 0xBF];
}
