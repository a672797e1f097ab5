using System.Security.Cryptography;
using Axis.Core.Streams;

namespace Axis.Signing.Xades.General;

/// <summary>Digests what is written to it.</summary>
internal sealed class DigestStream(HashAlgorithmName algorithm, WorkBudget budget) : WritingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    public byte[] Finish() => _hash.GetHashAndReset();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        budget.Spend(buffer.Length);
        _hash.AppendData(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
