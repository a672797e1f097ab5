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

        return await body.NextAsync(cancellationToken).ConfigureAwait(false) is { } file && file.Name == field ? file : null;
    }
}
