using System.Text;
using Axis.Node.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Axis.Node.Console.Hosting;

/// <summary>
/// A form with a file, at an address that says so by this mark: read as it comes, first the token, then the file, which goes where its reader puts it. The framework
/// would lay the whole form down first, in a folder outside the disk reserve that nobody empties after a crash.
/// </summary>
internal sealed class FileForm
{
    private const int LongestToken = 8 * 1024;
    private const int MostFields = 16;

    public static FileForm Mark { get; } = new();

    /// <summary>Checks the token, and opens the file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="antiforgery">Knows the token.</param>
    /// <param name="field">Name of the file's field.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The file; <c>null</c> when the form holds none.</returns>
    /// <exception cref="RefusedException">It is no form of this console, or damaged.</exception>
    public static async Task<MultipartPart?> OpenAsync(HttpContext context, IAntiforgery antiforgery, string field, CancellationToken cancellationToken)
    {
        if (!FormGuard.HasFile(context.Request))
        {
            // Its token was found good before; there is no file in such a form.
            return null;
        }

        var body = new MultipartBody(context.Request);
        await CheckAsync(context, antiforgery, body, cancellationToken).ConfigureAwait(false);
        return await body.NextAsync(cancellationToken).ConfigureAwait(false) is { } file && file.Name == field ? file : null;
    }

    /// <summary>Checks the token, and holds a form of small files in memory.</summary>
    /// <param name="context">The request.</param>
    /// <param name="antiforgery">Knows the token.</param>
    /// <param name="most">Most bytes of one field or file.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RefusedException">It is no form of this console, damaged, has too many fields, or one is larger.</exception>
    public static async Task<IFormCollection> HoldAsync(HttpContext context, IAntiforgery antiforgery, int most, CancellationToken cancellationToken)
    {
        if (!FormGuard.HasFile(context.Request))
        {
            return await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        }

        var body = new MultipartBody(context.Request);
        await CheckAsync(context, antiforgery, body, cancellationToken).ConfigureAwait(false);
        var (fields, files) = (new Dictionary<string, StringValues>(StringComparer.Ordinal), new FormFileCollection());
        while (await body.NextAsync(cancellationToken).ConfigureAwait(false) is { } part)
        {
            if (fields.Count + files.Count == MostFields)
            {
                throw new RefusedException(ConsoleRefusals.Form);
            }

            var held = await part.HoldAsync(most, cancellationToken).ConfigureAwait(false);
            if (part.IsFile)
            {
                files.Add(new FormFile(held, 0, held.Length, part.Name, part.FileName));
            }
            else
            {
                fields[part.Name] = Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length);
            }
        }

        return new FormCollection(fields, files);
    }

    /// <summary>The bytes of a file that a form holds; <c>null</c> when there is none. A field left empty comes as a file without name and bytes.</summary>
    public static async Task<byte[]?> BytesAsync(IFormCollection form, string field, CancellationToken cancellationToken)
    {
        if (form.Files.GetFile(field) is not { Length: > 0 } file)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        var content = file.OpenReadStream();
        await using (content.ConfigureAwait(false))
        {
            await content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        }

        return bytes;
    }

    private static async Task CheckAsync(HttpContext context, IAntiforgery antiforgery, MultipartBody body, CancellationToken cancellationToken)
    {
        if (await body.NextAsync(cancellationToken).ConfigureAwait(false) is not { Name: FormGuard.Field } token)
        {
            throw new RefusedException(ConsoleRefusals.Form);
        }

        using (var held = await token.HoldAsync(LongestToken, cancellationToken).ConfigureAwait(false))
        {
            var value = Encoding.ASCII.GetString(held.GetBuffer(), 0, (int)held.Length);
            context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { [FormGuard.Field] = value })));
        }

        if (!await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            throw new RefusedException(ConsoleRefusals.Form);
        }
    }
}
