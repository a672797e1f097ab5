namespace Axis.Node.Console.Uploads;

/// <summary>One file on its way from a browser.</summary>
/// <param name="Id">How the browser names it.</param>
/// <param name="Name">The name the sender gave: data only, never a path.</param>
/// <param name="ContentType">The label the browser gave.</param>
/// <param name="Size">Bytes that will come.</param>
/// <param name="Offset">Bytes that have come.</param>
internal sealed record Upload(Guid Id, string Name, string ContentType, long Size, long Offset);
