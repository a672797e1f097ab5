using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>
/// The agencies of one directory by name, in the dictionary's order, agencies of one name by code. Each costs one number; a page is found by the key of the one before it.
/// </summary>
public sealed class AgencyOrder
{
    private readonly IReadOnlyList<Agency> _agencies;
    private readonly int[] _order;

    /// <summary>Sorts them.</summary>
    public AgencyOrder(DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        _agencies = directory.Agencies;
        _order = [.. Enumerable.Range(0, _agencies.Count)];
        var keys = new Key[_order.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Key.Of(_agencies[i]);
        }

        Array.Sort(keys, _order);
    }

    /// <summary>Those after the given one; all without one.</summary>
    public IEnumerable<Agency> After(Agency? before)
    {
        var (low, high) = (0, _order.Length);
        if (before is not null)
        {
            var key = Key.Of(before);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                (low, high) = Key.Of(_agencies[_order[middle]]).CompareTo(key) <= 0 ? (middle + 1, high) : (low, middle);
            }
        }

        for (; low < _order.Length; low++)
        {
            yield return _agencies[_order[low]];
        }
    }

    private readonly record struct Key(string Name, OrganId Code) : IComparable<Key>
    {
        public static Key Of(Agency agency) => new(VietnameseOrder.Key(agency.Name), agency.Code);

        public int CompareTo(Key other) => string.CompareOrdinal(Name, other.Name) is not 0 and var order ? order : string.CompareOrdinal(Code.Value, other.Code.Value);
    }
}
