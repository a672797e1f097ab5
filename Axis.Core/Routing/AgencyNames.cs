using System.Numerics;
using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>
/// Finds agencies by a code or name that is nearly right, former names among them. Each agency costs two 128-bit signatures of its letter pairs and triples, so that a search
/// scans them all in about a millisecond and compares letter by letter only with the few best.
/// </summary>
public sealed class AgencyNames
{
    /// <summary>Most characters of the text that are looked at.</summary>
    public const int MaxText = EditDistance.MaxLength;

    private const int Compared = 256;

    // Below this likeness (0…1) a name is no help to the reader.
    private const double Useful = 0.45;

    private readonly IReadOnlyList<Agency> _agencies;
    private readonly UInt128[] _codes;
    private readonly UInt128[] _names;

    /// <summary>Computes the signatures.</summary>
    public AgencyNames(DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        _agencies = directory.AgencyVersions;
        _codes = new UInt128[_agencies.Count];
        _names = new UInt128[_agencies.Count];
        for (var i = 0; i < _agencies.Count; i++)
        {
            _codes[i] = Signature(FoldedText.Of(_agencies[i].Code.Value), 2);
            _names[i] = Signature(FoldedText.Of(_agencies[i].Name), 3);
        }
    }

    /// <summary>The agencies most like the text, best first, at most <paramref name="max"/>; none when nothing is like it.</summary>
    public IReadOnlyList<Agency> Nearest(string text, int max)
    {
        ArgumentNullException.ThrowIfNull(text);
        var wanted = FoldedText.Of(text.Length > MaxText ? text[..MaxText] : text);
        if (wanted.Length == 0 || max <= 0)
        {
            return [];
        }

        var asCode = Signature(wanted, 2);
        var asName = Signature(wanted, 3);
        var best = new PriorityQueue<int, double>();
        for (var i = 0; i < _agencies.Count; i++)
        {
            var likeness = Math.Max(Overlap(asCode, _codes[i]), Overlap(asName, _names[i]));
            if (best.Count < Compared)
            {
                best.Enqueue(i, likeness);
            }
            else if (best.TryPeek(out _, out var worst) && likeness > worst)
            {
                best.DequeueEnqueue(i, likeness);
            }
        }

        return [.. best.UnorderedItems
            .Select(item => (Agency: _agencies[item.Element], Likeness: Likeness(wanted, _agencies[item.Element])))
            .Where(static item => item.Likeness >= Useful)
            .OrderByDescending(static item => item.Likeness)
            .ThenBy(static item => item.Agency.Code)
            .Select(static item => item.Agency)
            .DistinctBy(static agency => agency.Code)
            .Take(max)];
    }

    private static double Likeness(string wanted, Agency agency)
    {
        var name = FoldedText.Of(agency.Name);
        var likeness = Math.Max(Closeness(wanted, FoldedText.Of(agency.Code.Value)), Closeness(wanted, name));

        // A part of a name ("tiên lương") is a good hit though much is missing.
        return wanted.Length >= 3 && name.Contains(wanted, StringComparison.Ordinal) ? Math.Max(likeness, 0.9) : likeness;
    }

    private static double Closeness(string left, string right)
    {
        var longest = Math.Min(Math.Max(left.Length, right.Length), EditDistance.MaxLength);
        return longest == 0 ? 0 : 1 - ((double)EditDistance.Between(left, right) / longest);
    }

    private static double Overlap(UInt128 left, UInt128 right)
    {
        var all = Bits(left) + Bits(right);
        return all == 0 ? 0 : 2.0 * Bits(left & right) / all;
    }

    private static int Bits(UInt128 value) => BitOperations.PopCount((ulong)value) + BitOperations.PopCount((ulong)(value >> 64));

    private static UInt128 Signature(string text, int length)
    {
        UInt128 signature = 0;
        var padded = " " + text + " ";
        for (var i = 0; i + length <= padded.Length; i++)
        {
            uint hash = 2166136261;
            for (var j = 0; j < length; j++)
            {
                hash = (hash ^ padded[i + j]) * 16777619;
            }

            signature |= UInt128.One << (int)((hash ^ (hash >> 16)) & 127);
        }

        return signature;
    }
}
