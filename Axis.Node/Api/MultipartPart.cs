namespace Axis.Node.Api;

/// <summary>One part of a multipart/form-data body.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="FileName">The name that the sender gave to a file: data only, never a path; empty when it gave none.</param>
/// <param name="ContentType">The label the sender gave.</param>
/// <param name="Body">The bytes as they come; gone when the next part is asked for.</param>
/// <param name="IsFile">Whether it is a file: it says so by having a file name, if only an empty one.</param>
internal sealed record MultipartPart(string Name, string FileName, string? ContentType, Stream Body, bool IsFile)
{
    /// <summary>Reads a part that is held in memory.</summary>
    /// <exception cref="RefusedException">It is longer than that, or cut off.</exception>
    public async Task<MemoryStream> HoldAsync(int most, CancellationToken cancellationToken)
    {
        var held = new MemoryStream();
        await UploadBody.CopyAsync(Body, held, most, static () => ApiRefusals.ForStatus(413), cancellationToken).ConfigureAwait(false);
        return held;
    }
}
