using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Core.Packets;

namespace Axis.Signing.Xades;

/// <summary>A layout that was found to be native and fit for its files, with everything of the signature that does not depend on the packet's digest.</summary>
internal sealed class PacketDraft
{
    private readonly SignedContents _contents;
    private readonly DateTimeOffset _signingTime;
    private readonly Digest _contentsDigest;
    private readonly Digest _propertiesDigest;

    private PacketDraft(SignerCertificate signer, SignedContents contents, DateTimeOffset signingTime)
    {
        Signer = signer;
        _contents = contents;
        _signingTime = signingTime;
        _contentsDigest = SignatureTemplate.ContentsDigest(contents);
        _propertiesDigest = SignatureTemplate.PropertiesDigest(signingTime, signer.Thumbprint);
    }

    /// <summary>Who signs.</summary>
    public SignerCertificate Signer { get; }

    /// <summary>Length of the packet up to the end of its signature.</summary>
    public int HeadLength { get; private set; }

    /// <summary>Size of the whole packet.</summary>
    public long Size { get; private set; }

    public static PacketDraft Of(PacketLayout layout, IReadOnlyList<IAttachmentContent> files, SignerCertificate signer, DateTimeOffset signingTime)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(files);
        if (layout.Pieces.Count != files.Count + 1)
        {
            throw new ArgumentException($"A layout with {layout.Pieces.Count} pieces has room for {layout.Pieces.Count - 1} files, not {files.Count}.", nameof(files));
        }

        if (signer.Algorithm is null)
        {
            throw new CryptographicException(signer.KeyProblem);
        }

        var utc = new DateTimeOffset(signingTime.UtcTicks - (signingTime.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var draft = new PacketDraft(signer, Contents(layout, files), utc);
        var block = SignatureTemplate.Block(draft.Values(default), new byte[signer.SignatureLength]).Length;
        var size = layout.BeforeSignature.Length + (long)block;
        for (var i = 0; i < layout.Pieces.Count; i++)
        {
            size += layout.Pieces[i].Length + (i < files.Count ? (files[i].Size + 2) / 3 * 4 : 0);
        }

        draft.HeadLength = layout.BeforeSignature.Length + block;
        draft.Size = size;
        return draft;
    }

    /// <summary>The values of the signature, given the digest of the packet without it.</summary>
    public SignatureValues Values(Digest packet) => new()
    {
        Algorithm = Signer.Algorithm!.Value,
        Packet = packet,
        ContentsDigest = _contentsDigest,
        PropertiesDigest = _propertiesDigest,
        Certificate = Signer.Certificate.RawDataMemory,
        CertificateDigest = Signer.Thumbprint,
        SigningTime = _signingTime,
        Contents = _contents,
    };

    /// <summary>Reads the layout, without its files' bytes, as the packet that it will be.</summary>
    private static SignedContents Contents(PacketLayout layout, IReadOnlyList<IAttachmentContent> files)
    {
        var skeleton = new byte[layout.BeforeSignature.Length + layout.Pieces.Sum(static p => p.Length)];
        layout.BeforeSignature.Span.CopyTo(skeleton);
        var at = layout.BeforeSignature.Length;
        foreach (var piece in layout.Pieces)
        {
            piece.Span.CopyTo(skeleton.AsSpan(at));
            at += piece.Length;
        }

        var read = NativePacketReader.Read(skeleton, new NativeReadOptions { ComputePacketDigest = false });
        if (read.Signature is not null || read.Header.End != layout.BeforeSignature.Length + "</edXML:edXMLHeader>".Length || read.Files.Count != files.Count)
        {
            throw new ArgumentException("The layout's gap is not at the end of an unsigned header, or its files are not where they should be.", nameof(layout));
        }

        return SignedContents.Of(read.Root, [.. read.Files.Select((f, i) => new SignedFile(f.Name, files[i].Size, files[i].Sha256))]);
    }
}
