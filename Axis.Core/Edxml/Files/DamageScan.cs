namespace Axis.Core.Edxml.Files;

/// <summary>
/// Counts <c>EF BF BD</c>, what is left of bytes that a sender pushed through a text decoder (edXML §7.4). In intact binary the three bytes meet by
/// chance once in 16 MiB; in binary that was damaged this way nearly every other byte has become one.
/// </summary>
internal struct DamageScan
{
    private const int Few = 8;
    private const long BytesPerChanceHit = 64 * 1024;

    private int _matched;

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_matched == 0)
            {
                var at = bytes.IndexOf((byte)0xEF);
                if (at < 0)
                {
                    return;
                }

                _matched = 1;
                bytes = bytes[(at + 1)..];
                continue;
            }

            var wanted = _matched == 1 ? (byte)0xBF : (byte)0xBD;
            if (bytes[0] == wanted)
            {
                bytes = bytes[1..];
                if (++_matched == 3)
                {
                    Count++;
                    _matched = 0;
                }
            }
            else
            {
                _matched = 0;
            }
        }
    }

    public readonly bool LooksDamaged(long size) => Count >= Few && Count > size / BytesPerChanceHit;
}
