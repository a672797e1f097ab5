using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>
/// Examines the XML signatures of any file, for people who hold one that is not a native packet. It says what the cryptography says, what exactly is covered,
/// and never more: it decides nothing about transport, and an edXML packet examined here is not in the native form. Thread-safe.
/// </summary>
public sealed class GeneralVerifier(SignerCertificates certificates)
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const int MostSignatures = 64;
    private const long MostWork = 4L << 30;
    private const int MostReferences = 4096;

    private readonly BlockVerifier _blocks = new(certificates);

    /// <summary>Examines a file without any beside it. Never throws for what the file holds.</summary>
    public GeneralCheck Verify(Stream xml) => Verify(xml, DetachedFiles.None);

    /// <summary>Examines a file. Never throws for what the file holds.</summary>
    /// <param name="xml">The file.</param>
    /// <param name="files">What detached signatures may point at.</param>
    public GeneralCheck Verify(Stream xml, IDetachedFiles files)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(files);
        XmlTree tree;
        try
        {
            tree = XmlTree.Read(xml, XmlTreeLimits.Default);
        }
        catch (XmlTreeException e)
        {
            return new GeneralCheck { IsPacket = false, Signatures = [], Unreadable = e.Message };
        }

        var isPacket = tree.Elements.Any(static e => e.LocalName == "edXMLEnvelope");
        var blocks = tree.Elements.Where(static e => e.LocalName is "Signature" or "DigitalSignature" && (e.NamespaceUri == Ds || !InSignature(e))).Take(MostSignatures + 1).ToArray();
        if (blocks.Length > MostSignatures)
        {
            return new GeneralCheck { IsPacket = isPacket, Signatures = [], Unreadable = $"Tệp có hơn {MostSignatures} khối chữ ký." };
        }

        var budget = new WorkBudget(MostWork, MostReferences);
        return new GeneralCheck { IsPacket = isPacket, Signatures = [.. blocks.Select(b => Examine(tree, b, isPacket, files, budget))] };
    }

    private static bool InSignature(TreeElement block)
    {
        for (var parent = block.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent.NamespaceUri == Ds)
            {
                return true;
            }
        }

        return false;
    }

    private SignatureFinding Examine(XmlTree tree, TreeElement block, bool isPacket, IDetachedFiles files, WorkBudget budget)
    {
        var run = new GeneralChecks(block);
        if (isPacket)
        {
            run.Fail("native-form", "Gói tin không ở dạng gốc.");
        }

        if (block.NamespaceUri != Ds || block.LocalName != "Signature")
        {
            return run.End(Indication.Indeterminate, SubIndication.FormatFailure, "signature-form", "Có khối chữ ký nhưng không phải chữ ký XML (sai không gian tên): không kiểm tra được.");
        }

        try
        {
            return _blocks.Examine(run, tree, ForeignSignature.Read(block), isPacket, new ReferenceRun(tree, block, files, budget));
        }
        catch (ForeignSignatureException e)
        {
            return run.End(Indication.Indeterminate, e.SubIndication, e.Check, e.Message);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or IOException or UnauthorizedAccessException)
        {
            // Keys, base64 and files that turn out to be unreadable only when they are used.
            return run.End(Indication.Indeterminate, SubIndication.FormatFailure, "signature-form", "Khối chữ ký không đọc được: có mặt nhưng không kiểm tra được.");
        }
    }
}
