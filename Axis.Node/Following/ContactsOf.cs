using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Following;

/// <summary>Whom to call about a recipient: the receiver's clerks and the operators of the node where the document stands still, as the directory states them.</summary>
internal static class ContactsOf
{
    // The longest way up is four levels; a directory with a circle must not hold anybody.
    private const int MostLevels = 8;

    /// <summary>
    /// The contacts, the receiver first. One that the directory states none of stands without, followed by the nearest one above that has one: its focal office
    /// (LVL-05), its superior, or the node above.
    /// </summary>
    public static IReadOnlyList<ContactView> Of(TrackingRow row, Standstill? standstill, NodeDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(directory);
        var snapshot = directory.Current();
        var agency = snapshot.FindAgency(row.Delivered);
        var node = (standstill?.Node ?? agency?.Host) is { } id ? snapshot.FindNode(id) : null;
        return
        [
            .. agency is null ? [new ContactView("agency", row.Delivered.Value, row.Delivered.Value, null, null, null)] : AgencyAndAbove(snapshot, agency),
            .. node is null ? [] : NodeAndAbove(snapshot, node),
        ];
    }

    private static IEnumerable<ContactView> AgencyAndAbove(DirectorySnapshot snapshot, Agency agency)
    {
        yield return View("agency", agency);
        if (agency.Contact is not null)
        {
            yield break;
        }

        if (agency.FocalOffice is { } office && snapshot.FindAgency(office) is { Contact: not null } focal)
        {
            yield return View("focal-office", focal);
            yield break;
        }

        var above = agency.Parent;
        for (var level = 0; level < MostLevels && above is { } code && snapshot.FindAgency(code) is { } superior; level++)
        {
            if (superior.Contact is not null)
            {
                yield return View("superior", superior);
                yield break;
            }

            above = superior.Parent;
        }
    }

    private static IEnumerable<ContactView> NodeAndAbove(DirectorySnapshot snapshot, NodeEntry node)
    {
        yield return View("node", node);
        var above = node.Contact is null ? node.Parent : null;
        for (var level = 0; level < MostLevels && above is { } id && snapshot.FindNode(id) is { } parent; level++)
        {
            if (parent.Contact is not null)
            {
                yield return View("node-above", parent);
                yield break;
            }

            above = parent.Parent;
        }
    }

    private static ContactView View(string kind, Agency agency) => new(kind, agency.Code.Value, agency.Name, agency.Contact?.Telephone, agency.Contact?.TelephoneAddress, agency.Contact?.Mail);

    private static ContactView View(string kind, NodeEntry node) => new(kind, node.Id.Value, node.Name, node.Contact?.Telephone, node.Contact?.TelephoneAddress, node.Contact?.Mail);
}
