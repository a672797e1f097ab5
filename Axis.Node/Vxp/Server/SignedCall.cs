using Axis.Core.Agencies;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// A call whose signature was checked. Values come from the signed text alone; an endpoint reads the names that it needs and no others, because the official client
/// repeats the headers of earlier calls.
/// </summary>
/// <param name="System">Who calls.</param>
/// <param name="Agencies">The agencies that it speaks for.</param>
/// <param name="Headers">Signed logical names (case kept) and values.</param>
public sealed record SignedCall(VxpSystemRow System, IReadOnlyList<OrganId> Agencies, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>
    /// The call with the rights that its system has now, for the transaction that does what it asks: a system may be shut out, or lose its secret or an agency, while
    /// its call is under way.
    /// </summary>
    /// <exception cref="VxpRefusedException">Code 15: it would not be let in any more.</exception>
    public SignedCall Again(ISession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.VxpSystems.Find(System.Id) is { DisabledAt: null } row && row.RotatedAt == System.RotatedAt
            ? this with { System = row, Agencies = session.VxpSystems.AgenciesOf(row.Id) }
            : throw new VxpRefusedException(VxpError.NotAuthenticated, null);
    }

    /// <summary>The value of a name in this spelling, or else in the one other spelling that differs in case only; <c>null</c> when there is none.</summary>
    public string? Find(string name)
    {
        if (Headers.TryGetValue(name, out var exact))
        {
            return exact;
        }

        string? found = null;
        foreach (var (key, value) in Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                found = found is null || found == value ? value : throw new VxpRefusedException(VxpError.InvalidFile, $"Tham số {name} có hai giá trị khác nhau.");
            }
        }

        return found;
    }

    /// <summary>
    /// The items that the call may mean, the likeliest first: clients write <c>docId</c> or <c>docid</c>, and the one that is left from an earlier call comes along.
    /// </summary>
    /// <param name="preferred">The spelling that this call is known to be made with.</param>
    /// <param name="fallback">The other one.</param>
    public IReadOnlyList<string> DocIds(string preferred, string fallback)
    {
        var found = new List<string>(2);
        foreach (var name in new[] { preferred, fallback })
        {
            if (Headers.TryGetValue(name, out var id) && id.Length > 0 && !found.Contains(id))
            {
                found.Add(id);
            }
        }

        return found.Count > 0 ? found : Find(preferred) is { Length: > 0 } other ? [other] : [];
    }
}
