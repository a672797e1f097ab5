using System.Security.Cryptography;
using Axis.Signing.Timestamps;

namespace Axis.Cli.Tests.Commands.Demo;

/// <summary>The timestamp authority of a kept development CA on a later day.</summary>
internal sealed class LaterTsa(string authorityFolder, DateTimeOffset day) : ITimestampAuthority, IDisposable
{
    private readonly DevelopmentTsa _tsa = DevelopmentTsa.Open(authorityFolder, new SetClock(day));

    public Task<TimestampToken> StampAsync(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm, Func<TimestampToken, string?> problem, CancellationToken cancellationToken)
    {
        var query = TimestampQuery.For(imprint, algorithm);
        return Task.FromResult(query.Accept(_tsa.Answer(query.Der)));
    }

    public void Dispose() => _tsa.Dispose();
}
