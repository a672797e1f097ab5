namespace Axis.Signing.Pdf.Structure;

/// <summary>Where an object lies.</summary>
/// <param name="Kind">Free, at an offset, or in an object stream.</param>
/// <param name="Place">Offset in the file, or number of the object stream.</param>
/// <param name="Index">Generation, or index in the object stream.</param>
internal readonly record struct XrefEntry(XrefKind Kind, long Place, int Index);

internal enum XrefKind
{
    Free = 0,
    InFile = 1,
    InStream = 2,
}

/// <summary>One cross-reference table with its trailer, or one cross-reference stream (ISO 32000-1 §7.5.4, §7.5.8).</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="IsStream">A cross-reference stream.</param>
/// <param name="Trailer">Trailer, or the dictionary of the stream.</param>
/// <param name="Entries">By object number.</param>
internal sealed record XrefSection(long Offset, long End, bool IsStream, PdfDictionary Trailer, IReadOnlyDictionary<int, XrefEntry> Entries);
