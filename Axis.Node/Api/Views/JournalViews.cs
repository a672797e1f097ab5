using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Journal lines; details (names, subjects, reasons) only for auditors.</summary>
internal static class JournalViews
{
    public static JournalLineView View(JournalLine line, bool details) => new(
        line.Index,
        line.Entry.At,
        line.Entry.Kind,
        line.Entry.Packet?.ToString(),
        line.Entry.Receipt?.ToString(),
        line.Entry.Delivery,
        line.Entry.Agency,
        line.Entry.Actor,
        line.Entry.From,
        line.Entry.To,
        details ? line.Entry.Detail : null);
}
