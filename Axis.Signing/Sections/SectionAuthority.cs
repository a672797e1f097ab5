using Axis.Core.Agencies;

namespace Axis.Signing.Sections;

/// <summary>What a delegated section may speak of.</summary>
internal static class SectionAuthority
{
    /// <summary>The first record that oversteps the delegation, as a Vietnamese phrase; <c>null</c> when none does.</summary>
    public static string? Overstep(DirectorySection section, DelegationRecord delegation) =>
        section.Others.Concat(section.Agencies.Select(static a => new AgencyRecord(a))).Select(r => Overstep(r, delegation)).FirstOrDefault(static o => o is not null);

    /// <summary>What one record oversteps, as a Vietnamese phrase; <c>null</c> when it does not.</summary>
    public static string? Overstep(DirectoryRecord record, DelegationRecord delegation) => record switch
    {
        AgencyRecord { Agency: var agency } => agency.AllCodes.Where(c => !Covers(delegation, c)).Select(static c => $"cơ quan {c}").FirstOrDefault(),
        NodeRecord { Node: var node } => Covers(delegation, node.Id) ? null : $"nút {node.Id}",
        CertificateRecord { Certificate: var entry } => MayBind(delegation, entry) ? null : $"chứng thư của {entry.Owner} – {KeyUseText.Name(entry.Use)}",
        AnchorRecord => "gốc tin cậy",
        DelegationRecord => "việc ủy quyền",
        TierClosingRecord => "việc kết thúc một cấp chính quyền",
        _ => null,
    };

    private static bool MayBind(DelegationRecord delegation, CertificateEntry entry) => entry.Use switch
    {
        KeyUse.Tls or KeyUse.NodeSeal => NodeId.TryParse(entry.Owner, out var node) && Covers(delegation, node),
        KeyUse.Agency or KeyUse.Document => OrganId.TryParse(entry.Owner, out var code) && Covers(delegation, code),
        KeyUse.Directory => entry.Owner == delegation.Section,
        _ => false,
    };

    private static bool Covers(DelegationRecord delegation, NodeId node) =>
        delegation.Nodes.Any(n => node == n || node.Value.EndsWith("." + n.Value, StringComparison.Ordinal));

    private static bool Covers(DelegationRecord delegation, OrganId code)
    {
        var groups = Groups(code);
        return delegation.Agencies.Any(a => a == code || (Groups(a) is var root && root.Length <= groups.Length && groups.AsSpan(0, root.Length).SequenceEqual(root)));
    }

    // Most general group first; QCVN codes are written the other way round and filled up with zero groups (IDC-01, IDC-04). A free-form code stands for itself.
    private static string[] Groups(OrganId code)
    {
        if (code.Form is OrganIdForm.Qd20)
        {
            return code.Value.Split('.');
        }

        if (code.Form is OrganIdForm.FreeForm)
        {
            return [code.Value];
        }

        var groups = code.Value.Split('.');
        Array.Reverse(groups);
        var used = Array.FindLastIndex(groups, static g => g.Trim('0').Length > 0) + 1;
        return groups[..used];
    }
}
