namespace Axis.Node.Incoming;

/// <summary>
/// A large packet whose bytes are complete, right and durable in their file, and which no row names yet. Held while it is judged: as long as it is, nobody else
/// removes the file.
/// </summary>
/// <param name="offerBytes">The offer that it answers.</param>
/// <param name="release">Ends the hold.</param>
public sealed class CompletedUpload(ReadOnlyMemory<byte> offerBytes, Action release) : IDisposable
{
    private Action? _release = release;

    /// <summary>The offer that it answers.</summary>
    public ReadOnlyMemory<byte> OfferBytes => offerBytes;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
