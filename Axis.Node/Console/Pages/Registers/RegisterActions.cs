using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Axis.Node.Registers;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Registers;

/// <summary>Registers as files, documents on paper, corrections: the API's own handlers under the person's role.</summary>
internal static class RegisterActions
{
    private const string Root = ConsoleAddress.Root + "/registers";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registers/{register}/export", RegisterEndpoints.ExportAsync).RequireAuthorization(Policies.ReadDocuments);
        routes.MapPost("/registers/{register}/entries", EnterAsync).RequireAuthorization(Policies.Submit);
        routes.MapPost("/registers/{register}/corrections", CorrectAsync).RequireAuthorization(Policies.Submit);
    }

    /// <summary>A register.</summary>
    public static string Page(string agency, string register, int? year) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root}?agency={Uri.EscapeDataString(agency)}&register={register}{(year is null ? "" : "&year=")}{year}");

    /// <summary>A line with all its versions.</summary>
    public static string Line(string agency, string register, int year, string line) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root}/line?agency={Uri.EscapeDataString(agency)}&register={register}&year={year}&line={Uri.EscapeDataString(line)}");

    /// <summary>Where documents on paper are handed in.</summary>
    public static string Entries(string register) => $"{Root}/{register}/entries";

    /// <summary>Where corrections are handed in.</summary>
    public static string Corrections(string register) => $"{Root}/{register}/corrections";

    private static async Task<IResult> EnterAsync(HttpContext context, string register, EnterLine enter, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var agency = form["agency"].ToString();
        var entered = await RenamedAsync(() => RegisterEndpoints.EnterAsync(
            context,
            register,
            new EnterPaper
            {
                Agency = agency,
                Fields = LineFields.Read(form, IsIncoming(register)),
                Book = form["book"].ToString() is { Length: > 0 } book ? book.Trim() : null,
                To = form["to"].ToString().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } to ? to : null,
                Again = form["again"] == "yes",
            },
            enter,
            time,
            cancellationToken)).ConfigureAwait(false);
        var said = entered.Warnings.Any(static w => w.Code == "SND-01") ? "entered-connected" : entered.Warnings.Count > 0 ? "entered-again" : "entered";
        return Done.At(context, Line(agency, register, entered.Year, entered.Line), said);
    }

    private static async Task<IResult> CorrectAsync(HttpContext context, string register, EnterLine enter, ReadRegister read, IStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var (agency, line) = (form["agency"].ToString(), form["line"].ToString());
        var year = int.TryParse(form["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : throw new RefusedException(ApiRefusals.Parameter("year", "năm của sổ", "the register's year"));
        var corrected = await RenamedAsync(() =>
        {
            var before = RegisterEndpoints.Line(context, register, read, store, time, agency, line, year, null).Line;
            if (form["version"] != before.Version.ToString(CultureInfo.InvariantCulture))
            {
                throw new RefusedException(Meanwhile);
            }

            var body = new CorrectLine { Agency = agency, Year = year, Line = line, Reason = form["reason"].ToString(), Fields = LineFields.Changes(form, before.Fields, IsIncoming(register)) };
            return RegisterEndpoints.CorrectAsync(context, register, body, enter, time, cancellationToken);
        }).ConfigureAwait(false);
        return Done.At(context, Line(agency, register, corrected.Year, corrected.Line), "corrected");
    }

    private static Refusal Meanwhile { get; } = new(
        RefusalKind.Conflict, "REGISTER_LINE_CHANGED", "Dòng này vừa được người khác đính chính; tải lại trang rồi sửa trên bản mới.", "Somebody else corrected this line meanwhile; reload the page.");

    internal static bool IsIncoming(string register) => register != RegisterKinds.Name(RegisterKind.Outgoing);

    private static async Task<T> RenamedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (RefusedException e)
        {
            throw new RefusedException(LineFields.Rename(e.Refusal), e);
        }
    }
}
