using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Node.Api.Views;
using Axis.Node.Registers;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>The legal registers: read, print, documents on paper, corrections.</summary>
internal static class RegisterEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registers", List).RequireAuthorization(Policies.ReadDocuments).WithSummary("Các sổ của một cơ quan.");
        routes.MapGet("/registers/choices", Choices).RequireAuthorization(Policies.AnyToken).WithSummary("29 tên loại, bản sao, quyền hạn ký, mức độ khẩn.");
        routes.MapGet("/registers/{register}/lines", LinesAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Các dòng của sổ theo số; sổ: di, den, theo-doi.");
        routes.MapGet("/registers/{register}/line", LineAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Một dòng của sổ với mọi lần sửa.");
        routes.MapGet("/registers/{register}/export", ExportAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Xuất sổ theo đúng các cột của Nghị định 30: CSV hoặc PDF để in.");
        routes.MapPost("/registers/{register}/entries", EnterAsync).RequireAuthorization(Policies.Submit).WithSummary("Vào sổ một văn bản giấy.");
        routes.MapPost("/registers/{register}/corrections", CorrectAsync).RequireAuthorization(Policies.Submit).WithSummary("Sửa một dòng: thêm phiên bản mới với lý do, không ghi đè.");
        routes.MapPost("/registers/closing", CloseAsync).RequireAuthorization(Policies.Submit).WithSummary("Đóng các sổ của một cơ quan đã đóng để in và bàn giao.");
    }

    private static async Task<RegisterClosingView> CloseAsync(HttpContext context, CloseRegisters body, CloseBooks close, NodeDirectory directory, CancellationToken cancellationToken) =>
        RegisterViews.Closing(await close.RunAsync(AgencyOf(context, body.Agency), context.Actor(), cancellationToken).ConfigureAwait(false), directory);

    internal static IReadOnlyList<RegisterBookView> List(HttpContext context, IStore store, string agency)
    {
        var id = AgencyOf(context, agency);
        return [.. store.Read(s => s.Books.List(id)).Select(RegisterViews.Book)];
    }

    private static RegisterChoices Choices() => new(
        [.. DocumentTypes.All.Select(static t => new DocumentTypeView(t.Number, t.Name, t.Abbreviation))],
        [.. DocumentTypes.Copies.Select(static t => new DocumentTypeView(t.Number, t.Name, t.Abbreviation))],
        [.. SigningCompetence.All.Select(static c => new ChoiceView(c.Value, c.Name))],
        [.. Urgency.Offered.Select(static p => new ChoiceView(p.ToString(System.Globalization.CultureInfo.InvariantCulture), Urgency.NameOf(p)))]);

    internal static async Task<Page<RegisterLineView>> LinesAsync(
        HttpContext context, string register, ReadRegister read, AccessLog access, TimeProvider time, string agency, int? year, string? book, string? after, int? limit, CancellationToken cancellationToken)
    {
        var (kind, wanted) = Wanted(context, register, agency, year, book, time);
        var rows = Paging.Limit(limit);
        LineKey? key = null;
        if (!string.IsNullOrEmpty(after) && !LineKey.TryParse(after, out key))
        {
            throw new RefusedException(ApiRefusals.Parameter("after", "khóa mà trang trước trả về (next)", "the key that the page before gave"));
        }

        await access.RegisterViewedAsync(context.Actor(), wanted.Agency.Value, Named(register, wanted), cancellationToken).ConfigureAwait(false);
        return Paging.Of(read.After(wanted, key, rows), rows, l => RegisterViews.Line(kind, l), static l => new LineKey(l.Number, l.Key).ToString());
    }

    internal static async Task<RegisterLineDetail> LineAsync(
        HttpContext context, string register, ReadRegister read, AccessLog access, IStore store, TimeProvider time, string agency, string line, int? year, string? book, CancellationToken cancellationToken)
    {
        var detail = Line(context, register, read, store, time, agency, line, year, book);
        var (_, wanted) = Wanted(context, register, agency, year, book, time);
        await access.RegisterViewedAsync(context.Actor(), wanted.Agency.Value, $"{Named(register, wanted)} {line}", cancellationToken).ConfigureAwait(false);
        return detail;
    }

    /// <summary>The line as it stands, for an act that shows nobody anything of it.</summary>
    internal static RegisterLineDetail Line(HttpContext context, string register, ReadRegister read, IStore store, TimeProvider time, string agency, string line, int? year, string? book)
    {
        var (kind, wanted) = Wanted(context, register, agency, year, book, time);
        var found = read.Find(wanted, line) ?? throw new RefusedException(EnterLine.LineUnknown);
        var versions = store.Read(s => s.Books.Versions(wanted.Agency, wanted.Incoming, wanted.Year, found.Key));
        return new RegisterLineDetail(RegisterViews.Line(kind, found), [.. versions.Select(static v => new RegisterVersionView(v.Version, v.At, v.Actor, v.Reason, v.Fields))]);
    }

    internal static async Task<IResult> ExportAsync(
        HttpContext context, string register, ReadRegister read, RegisterPdf pdf, IStore store, TimeProvider time, string agency, int? year, string? book, long? from, long? to, int? volume, string? format, CancellationToken cancellationToken)
    {
        var (kind, wanted) = Wanted(context, register, agency, year, book, time);
        if (format is not (null or "csv" or "pdf"))
        {
            throw new RefusedException(ApiRefusals.Parameter("format", "csv hoặc pdf", "csv or pdf"));
        }

        var sheet = read.Sheet(kind, wanted, from ?? 0, to ?? long.MaxValue, volume ?? 1, format == "pdf" ? RegisterPdf.MostLines : ReadRegister.MostLines);
        await store.WriteAsync(
            session =>
            {
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "register-exported", Agency: wanted.Agency.Value, Actor: context.Actor().Pseudonym, To: $"{Named(register, wanted)} {format ?? "csv"}"));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        var name = $"so-{register}-{wanted.Agency.Value}-{wanted.Year}";
        if (format == "pdf")
        {
            return Results.File(await pdf.MakeAsync(sheet, cancellationToken).ConfigureAwait(false), "application/pdf", name + ".pdf");
        }

        return Results.Stream(
            async output =>
            {
                var writer = new StreamWriter(output, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                await using (writer.ConfigureAwait(false))
                {
                    await RegisterCsv.WriteAsync(sheet, writer, cancellationToken).ConfigureAwait(false);
                }
            },
            "text/csv; charset=utf-8",
            name + ".csv");
    }

    internal static Task<EnteredLine> EnterAsync(HttpContext context, string register, EnterPaper body, EnterLine enter, TimeProvider time, CancellationToken cancellationToken)
    {
        var (_, wanted) = Wanted(context, register, body.Agency, null, body.Book, time);
        return enter.PaperAsync(wanted, body, context.Actor(), cancellationToken);
    }

    internal static Task<EnteredLine> CorrectAsync(HttpContext context, string register, CorrectLine body, EnterLine enter, TimeProvider time, CancellationToken cancellationToken)
    {
        var (_, wanted) = Wanted(context, register, body.Agency, body.Year, null, time);
        return enter.CorrectAsync(wanted, body.Line, body, context.Actor(), cancellationToken);
    }

    private static (RegisterKind Kind, WantedRegister Wanted) Wanted(HttpContext context, string register, string agency, int? year, string? book, TimeProvider time)
    {
        if (!RegisterKinds.TryParse(register, out var kind))
        {
            throw new RefusedException(ApiRefusals.Parameter("register", "di, den hoặc theo-doi", "di, den or theo-doi"));
        }

        if (book is not null && !RegisterBook.IsName(book))
        {
            throw new RefusedException(ApiRefusals.Parameter("book", "tên sổ số", "a number book"));
        }

        var wanted = year ?? RegisterBook.YearOf(time.GetUtcNow());
        return VietnamTime.InRange(wanted)
            ? (kind, new WantedRegister(AgencyOf(context, agency), kind != RegisterKind.Outgoing, book ?? RegisterBook.Administrative, wanted))
            : throw new RefusedException(ApiRefusals.Parameter("year", $"năm từ {VietnamTime.FirstYear} đến {VietnamTime.LastYear}", "a year"));
    }

    private static string Named(string register, WantedRegister wanted) => FormattableString.Invariant($"{register} {wanted.Year}");

    private static OrganId AgencyOf(HttpContext context, string agency) =>
        string.IsNullOrEmpty(agency) ? throw new RefusedException(ApiRefusals.Parameter("agency", "mã định danh cơ quan", "an agency code")) : context.Actor().Scope(agency)!.First();
}
