using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Core.Rules.Scans;
using Axis.Signing.Pdf;
using Axis.Signing.Pdf.Scans;

namespace Axis.Node.Outgoing;

/// <summary>Files that their sender calls digitised paper are PDFs as the decree wants them, or the document is not sent (DOC-12).</summary>
internal static class CheckScans
{
    // Images are not decoded, so little work is enough for many pages.
    private static readonly PdfLimits Limits = PdfLimits.Default with { WorkBytes = 64L << 20, InflatedBytes = 16 << 20, Objects = 200_000 };

    /// <summary>Checks the files that are called scans.</summary>
    /// <returns>What the clerk should look at.</returns>
    /// <exception cref="RefusedException">One is not as it must be.</exception>
    public static IReadOnlyList<Warning> Run(SubmitDocument fields, IReadOnlyList<StagedFile> files)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(files);
        var found = (fields.Files ?? []).Zip(files).Where(static p => p.First.Scanned).SelectMany(static p => Look(p.Second)).ToList();
        Compose.RefuseIfAny([.. found.Where(static v => v.Level < ValidationLevel.L4).Select(static v => new FieldProblem(v.Field, v.Code, v.SentenceVi, v.SentenceEn))]);
        return [.. found.Select(static v => new Warning(v.Code, v.SentenceVi))];
    }

    private static IReadOnlyList<Violation> Look(StagedFile file)
    {
        using var source = file.Held is { } held ? PdfSource.Of(held) : PdfSource.Open(file.Path);
        try
        {
            return ScanRule.Check(file.Name, ScanReader.Read(source, Limits));
        }
        catch (PdfFormatException e)
        {
            return [new Violation("DOC-12", ValidationLevel.L3, "files", $"“{file.Name}”: không đọc được như một tệp PDF ({e.Message}) nên không kiểm tra được bản quét.", "The file cannot be read as a PDF, so the scan cannot be checked.")];
        }
    }
}
