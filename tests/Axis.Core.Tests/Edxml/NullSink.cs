using Axis.Core.Edxml;

namespace Axis.Core.Tests.Edxml;

internal sealed class NullSink : IAttachmentSink
{
    public ValueTask<Stream> OpenAsync(int index, CancellationToken cancellationToken) => new(Stream.Null);
}
