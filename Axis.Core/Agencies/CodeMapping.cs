namespace Axis.Core.Agencies;

/// <summary>From the QCVN 102:2016 spelling of a code to that of QĐ 20/2020 and back (IDC-04, IDC-05). Always a proposal; the directory's pair wins.</summary>
public static class CodeMapping
{
    private const int QcvnGroups = 4;
    private static readonly int[] QcvnWidths = [3, 2, 2, 3];

    /// <summary>Proposes the QĐ 20 code of a QCVN code.</summary>
    public static CodeProposal ToQd20(OrganId code)
    {
        if (code.Form == OrganIdForm.ShortQcvn)
        {
            return new CodeProposal.NeedsConfirmation($"Mã {code} là dạng rút gọn; phải có cặp mã do cơ quan quản lý danh bạ xác nhận.");
        }

        if (code.Form != OrganIdForm.Qcvn)
        {
            return new CodeProposal.NotApplicable($"{code} không phải mã theo QCVN 102:2016.");
        }

        var groups = code.Value.Split('.');
        Array.Reverse(groups);
        var used = groups.TakeWhile(static g => !IsZero(g)).ToArray();
        return groups.Skip(used.Length).All(IsZero)
            ? new CodeProposal.Proposed(OrganId.Parse(string.Join('.', used)))
            : new CodeProposal.NeedsConfirmation($"Mã {code} có nhóm số 0 nằm giữa các nhóm khác; phải có cặp mã do cơ quan quản lý danh bạ xác nhận.");
    }

    /// <summary>Proposes the QCVN code of a QĐ 20 code. Only codes whose groups fit 3.2.2.3 characters have one.</summary>
    public static CodeProposal ToQcvn(OrganId code)
    {
        if (code.Form != OrganIdForm.Qd20)
        {
            return new CodeProposal.NotApplicable($"{code} không phải mã theo QĐ 20/2020.");
        }

        var groups = code.Value.Split('.');
        if (groups.Length > QcvnGroups)
        {
            return new CodeProposal.NeedsConfirmation($"Mã {code} sâu hơn bốn cấp nên không có dạng 13 ký tự tương ứng.");
        }

        var spelled = new string[QcvnGroups];
        for (var i = 0; i < QcvnGroups; i++)
        {
            // Position 3 holds the most general group; a commune's group has room for three characters, the two between for two.
            var width = QcvnWidths[QcvnGroups - 1 - i];
            var group = i < groups.Length ? groups[i] : "";
            if (group.Length > width || (i < groups.Length && IsZero(group)))
            {
                return new CodeProposal.NeedsConfirmation($"Mã {code} có nhóm “{group}” không đặt vừa dạng 13 ký tự; phải có cặp mã được xác nhận.");
            }

            spelled[QcvnGroups - 1 - i] = group.PadLeft(width, '0');
        }

        return new CodeProposal.Proposed(OrganId.Parse(string.Join('.', spelled)));
    }

    /// <summary>The level-1 group of a code of either family; <c>null</c> for a free form.</summary>
    public static string? MostGeneralGroup(OrganId code) => code.Form switch
    {
        OrganIdForm.Qd20 => code.Value.Split('.')[0],
        OrganIdForm.Qcvn or OrganIdForm.ShortQcvn => code.Value[(code.Value.LastIndexOf('.') + 1)..],
        _ => null,
    };

    private static bool IsZero(string group) => group.Trim('0').Length == 0;
}
