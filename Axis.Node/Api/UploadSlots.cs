using Axis.Node.Options;

namespace Axis.Node.Api;

/// <summary>Bounds the submissions worked on at a time; further ones wait in turn without costing memory or disk.</summary>
internal sealed class UploadSlots(LimitOptions limits) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(limits.MaxConcurrentSubmissions);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Slot(_slots);
    }

    public void Dispose() => _slots.Dispose();

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
