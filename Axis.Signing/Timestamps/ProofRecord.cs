using System.Globalization;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Canonical;

namespace Axis.Signing.Timestamps;

/// <summary>
/// All proofs of one packet in one small file beside it: bound to the packet's digest, self-contained, in the order in which each covers the ones before
/// (as an evidence record does, RFC 4998 §5). It has one spelling.
/// </summary>
/// <param name="Packet">SHA-256 of the packet.</param>
/// <param name="Proofs">The proofs, oldest first.</param>
public sealed record ProofRecord(Digest Packet, IReadOnlyList<SignatureProof> Proofs)
{
    /// <summary>Namespace of the record.</summary>
    public const string Namespace = "urn:docaxis:proofs:1";

    /// <summary>Largest record read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Writes the record.</summary>
    public byte[] Write()
    {
        var w = new CanonicalWriter(16 * 1024);
        w.Start("", "ProofRecord", Namespace).Open();
        w.Element("", "Packet", Namespace, Packet.ToString());
        foreach (var proof in Proofs)
        {
            w.Start("", "Proof", Namespace).Attribute("kind", Number((int)proof.Kind)).Open();
            if (proof.Token is { } token)
            {
                w.Start("", "Token", Namespace).Open().Base64(token.Der.Span).End();
            }

            foreach (var value in proof.Values)
            {
                w.Start("", "Value", Namespace).Attribute("kind", Number((int)value.Kind)).Open().Base64(value.Der.Span).End();
            }

            w.End();
        }

        return w.End().ToArray();
    }

    /// <summary>Reads a record. What it proves is judged by <see cref="ProofChainVerifier"/>.</summary>
    /// <exception cref="TimestampFormatException">The bytes are not exactly one record.</exception>
    public static ProofRecord Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw new TimestampFormatException($"Tệp bằng chứng lớn hơn {MaxBytes} byte.");
        }

        ProofRecord record;
        try
        {
            var root = NativeScanner.ScanElement(bytes.Span, 0);
            record = new ProofRecord(
                root.Children is [{ LocalName: "Packet" } named, ..] && Digest.TryParse(named.Text, out var packet) ? packet : throw Broken(),
                [.. root.Children.Skip(1).Select(Proof)]);
        }
        catch (Exception e) when (e is NativeFormException or FormatException and not TimestampFormatException)
        {
            throw new TimestampFormatException("Tệp bằng chứng không đúng mẫu.", e);
        }

        // Written again and compared: nothing that is merely equivalent passes.
        return record.Write().AsSpan().SequenceEqual(bytes.Span) ? record : throw Broken();
    }

    private static SignatureProof Proof(ElementNode proof)
    {
        var kind = (ProofKind)Kind(proof);
        return kind switch
        {
            ProofKind.SignatureTimestamp => SignatureProof.OfSignature(Token(proof)),
            ProofKind.ArchiveTimestamp => SignatureProof.OfArchive(Token(proof)),
            ProofKind.ValidationValues => SignatureProof.OfSigner(proof.Children.Select(Value)),
            ProofKind.TimestampValues => SignatureProof.OfAuthority(proof.Children.Select(Value)),
            _ => throw Broken(),
        };
    }

    private static TimestampToken Token(ElementNode proof) =>
        proof.Children is [{ } only] ? TimestampToken.Read(Convert.FromBase64String(only.Text)) : throw Broken();

    private static ProofValue Value(ElementNode value) =>
        Enum.IsDefined((ProofValueKind)Kind(value)) ? new ProofValue((ProofValueKind)Kind(value), Convert.FromBase64String(value.Text)) : throw Broken();

    private static int Kind(ElementNode element) =>
        element.Attributes is [{ LocalName: "kind", Value: [>= '1' and <= '9' and var digit] }] ? digit - '0' : throw Broken();

    private static string Number(int kind) => kind.ToString(CultureInfo.InvariantCulture);

    private static TimestampFormatException Broken() => new("Tệp bằng chứng không đúng mẫu.");
}
