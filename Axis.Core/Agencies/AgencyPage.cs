using System.Buffers;
using System.Collections;

namespace Axis.Core.Agencies;

/// <summary>
/// Agencies packed into one array: about 90 bytes each instead of some 600 as objects, because a directory has 120,000 of them and an old PC little memory.
/// An agency is made anew whenever it is asked for. Immutable.
/// </summary>
public sealed class AgencyPage : IReadOnlyList<Agency>
{
    private readonly byte[] _rows;
    private readonly int[] _ends;
    private readonly string[] _texts;

    private AgencyPage(byte[] rows, int[] ends, string[] texts) => (_rows, _ends, _texts) = (rows, ends, texts);

    /// <summary>No agency.</summary>
    public static AgencyPage Empty { get; } = new([], [], []);

    /// <inheritdoc/>
    public int Count => _ends.Length;

    /// <summary>Bytes that the rows take.</summary>
    public int PackedBytes => _rows.Length;

    /// <inheritdoc/>
    public Agency this[int index] => AgencyPacking.Read(Row(index), _texts);

    /// <summary>Packs agencies.</summary>
    public static AgencyPage Of(IEnumerable<Agency> agencies)
    {
        ArgumentNullException.ThrowIfNull(agencies);
        if (agencies is AgencyPage page)
        {
            return page;
        }

        var builder = new Builder();
        foreach (var agency in agencies)
        {
            builder.Add(agency);
        }

        return builder.Build();
    }

    /// <inheritdoc/>
    public IEnumerator<Agency> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the row's current code is this, without making the agency.</summary>
    internal bool IsCode(int index, ReadOnlySpan<byte> code) => AgencyPacking.CodeOf(Row(index)).SequenceEqual(code);

    private ReadOnlySpan<byte> Row(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _rows.AsSpan(start, _ends[index] - start);
    }

    /// <summary>Packs one agency after another.</summary>
    public sealed class Builder
    {
        private readonly ArrayBufferWriter<byte> _rows = new();
        private readonly List<int> _ends = [];
        private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

        /// <summary>Adds a row.</summary>
        public void Add(Agency agency)
        {
            ArgumentNullException.ThrowIfNull(agency);
            AgencyPacking.Write(_rows, agency, Text);
            _ends.Add(_rows.WrittenCount);
        }

        /// <summary>The page so far.</summary>
        public AgencyPage Build() => _ends.Count == 0
            ? Empty
            : new AgencyPage(_rows.WrittenSpan.ToArray(), [.. _ends], [.. _texts.OrderBy(static t => t.Value).Select(static t => t.Key)]);

        // Hosts, legal acts and issuers repeat: each text is kept once.
        private int Text(string text)
        {
            if (!_texts.TryGetValue(text, out var index))
            {
                _texts[text] = index = _texts.Count;
            }

            return index;
        }
    }
}
