using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Signing.Sections;

/// <summary>A signed head without its records.</summary>
/// <param name="Line">The bytes signed: the canonical head, without LF.</param>
/// <param name="Signature">DER, as <c>openssl dgst -verify</c> wants it.</param>
/// <param name="Head">What the line says.</param>
public sealed record SignedHead(ReadOnlyMemory<byte> Line, ReadOnlyMemory<byte> Signature, SectionHead Head)
{
    /// <summary>Identity of the version.</summary>
    public Digest Digest { get; } = Digest.Of(Line.Span);

    internal bool IsSignedByItsKey() => DirectoryKey.Verify(Head.Key.Span, Line.Span, Signature.Span);

    internal static SignedHead Of(DirectorySection section) => new(section.HeadLine, section.Signature, section.Head);
}

/// <summary>One record with its place under the head.</summary>
/// <param name="Index">Its line, from 0.</param>
/// <param name="Line">Canonical bytes, without LF.</param>
/// <param name="Path">RFC 6962 §2.1.1 audit path to the head's root.</param>
/// <param name="Record">What the line says.</param>
public sealed record ProvedRecord(long Index, ReadOnlyMemory<byte> Line, IReadOnlyList<Digest> Path, DirectoryRecord Record)
{
    internal bool IsUnder(SectionHead head) => MerkleTree.VerifyPath(MerkleTree.HashLeaf(Line.Span), Index, head.Records, Path, head.Root);
}

/// <summary>Some records of one version of one section.</summary>
/// <param name="Head">The version.</param>
/// <param name="Records">In the order of the section.</param>
public sealed record SectionExtract(SignedHead Head, IReadOnlyList<ProvedRecord> Records)
{
    /// <summary>The wanted records of a section, each with its proof.</summary>
    public static SectionExtract Of(DirectorySection section, Func<DirectoryRecord, bool> wanted)
    {
        var records = section.Records;
        var lines = records.Select(RecordJson.Write).ToList();
        var paths = MerkleTree.Paths([.. lines.Select(static l => MerkleTree.HashLeaf(l))], out _);
        return new SectionExtract(
            SignedHead.Of(section),
            [.. Enumerable.Range(0, lines.Count).Where(i => wanted(records[i])).Select(i => new ProvedRecord(i, lines[i], paths[i], records[i]))]);
    }
}
