using Axis.Core.Edxml.Files;
using Axis.Core.Packets;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>What was read between the tags of one <c>ContentTransferEncoded</c>.</summary>
internal sealed record FileContent(int Index, long Size, Digest Sha256, bool Broken, byte[] Head)
{
    public static FileContent Of(int index, MeasuredStream measured, bool broken)
    {
        var head = measured.Head.ToArray();
        return new FileContent(index, measured.Size, measured.FinishHash(), broken, head);
    }
}
