using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Registers as people see them.</summary>
internal static class RegisterViews
{
    public static RegisterBookView Book(RegisterBookRow row) => new(
        RegisterKinds.Name(row.Incoming ? RegisterKind.Incoming : RegisterKind.Outgoing), row.Agency.Value, row.Book, RegisterBook.NameOf(row.Book), row.Year, row.Lines, row.Last);

    public static RegisterClosingView Closing(RegisterClosing closing, NodeDirectory directory) => new(
        closing.Agency.Value, directory.NameOf(closing.Agency), closing.At, closing.Actor, [.. closing.Heirs.Select(static h => h.Value)], [.. closing.Books.Select(static b => Closed(Book(b.Row), b.Digest.ToString()))]);

    private static ClosedBookView Closed(RegisterBookView book, string digest) => new(book.Register, book.Book, book.Name, book.Year, book.Lines, book.Last, digest);

    public static RegisterLineView Line(RegisterKind kind, RegisterLine line) => new()
    {
        Line = line.Key,
        Number = line.Number,
        Year = line.Year,
        EnteredAt = line.EnteredAt,
        Version = line.Version,
        Paper = line.Paper,
        ByHand = line.ByHand,
        VoidReason = line.VoidReason,
        Packet = line.Packet?.ToString(),
        Progress = line.Progress,
        Fields = line.Fields,
        Cells = RegisterColumns.Cells(kind, line),
    };
}
