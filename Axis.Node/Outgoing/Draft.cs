using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>A composed message with its packed files.</summary>
/// <param name="Message">The message; number and identifier may still be missing.</param>
/// <param name="Files">The files as they will be carried.</param>
/// <param name="Secrecy">The grade declared, if any.</param>
/// <param name="NoStateSecret">The sender's declaration (SEC-02).</param>
/// <param name="Book">Number book.</param>
/// <param name="Warnings">What reading and checking found that does not stop it.</param>
public sealed record Draft(DocumentMessage Message, IReadOnlyList<PackedFile> Files, string? Secrecy, bool NoStateSecret, string? Book, IReadOnlyList<Warning> Warnings) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Files)
        {
            file.Dispose();
        }
    }
}

/// <summary>A draft that may be sent, and the way to every recipient.</summary>
public sealed record ValidDraft(Draft Draft, RoutePlan Plan, IReadOnlyList<Warning> Warnings);

/// <summary>A draft with number and identifier.</summary>
/// <param name="Message">Complete.</param>
/// <param name="Valid">What it came from.</param>
/// <param name="Reserved">The number this node gave; <c>null</c> when the sender brought it.</param>
/// <param name="Year">Year of the register.</param>
/// <param name="Book">The book.</param>
public sealed record RegisteredDraft(DocumentMessage Message, ValidDraft Valid, long? Reserved, int Year, string Book);

/// <summary>A signed packet whose bytes are in memory, or durable in a file named by its digest.</summary>
/// <param name="Packet">Digests and size.</param>
/// <param name="Small">The bytes when they live in the row.</param>
/// <param name="Message">What it says.</param>
/// <param name="Facts">What lists show.</param>
public sealed record SignedDraft(SignedPacket Packet, ReadOnlyMemory<byte>? Small, DocumentMessage Message, Storage.PacketFacts Facts)
{
    /// <summary>The system that handed it in over its VXP line; <c>null</c> for what came over the API.</summary>
    public SystemOrigin? Origin { get; init; }
}
