using Axis.Core.Edxml;

namespace Axis.Core.Tests.Edxml;

internal sealed class MemorySink : IAttachmentSink
{
    public List<MemoryStream> Files { get; } = [];

    public ValueTask<Stream> OpenAsync(int index, CancellationToken cancellationToken)
    {
        var file = new MemoryStream();
        Files.Add(file);
        return new ValueTask<Stream>(file);
    }
}
