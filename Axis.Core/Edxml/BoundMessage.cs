using Axis.Core.Packets;

namespace Axis.Core.Edxml;

/// <summary>What a packet's elements say.</summary>
/// <param name="Message">The document or status.</param>
/// <param name="Deviations">Departures from the strict profile; always empty for <see cref="BindingMode.Native"/>.</param>
/// <param name="AttachmentElements">
/// The <c>Attachment</c> element of each file, index for index with <see cref="DocumentMessage.Attachments"/>; empty for a status.
/// </param>
public sealed record BoundMessage(Message Message, IReadOnlyList<Deviation> Deviations, IReadOnlyList<ElementNode> AttachmentElements);
