namespace Axis.Node.Journal;

/// <summary>Signs to neighbours' journal heads. Implemented over the node-seal key.</summary>
public interface IHeadCosigner
{
    /// <summary>The cosignature over a neighbour's sealed head (XML with an XML signature).</summary>
    byte[] Cosign(ReadOnlyMemory<byte> headSeal);
}
