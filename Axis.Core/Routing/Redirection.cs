using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Rules;

namespace Axis.Core.Routing;

/// <summary>A packet goes to another agency than the one addressed; shown to both sides (REF-03, REF-04, LVL-05).</summary>
/// <param name="From">The agency addressed.</param>
/// <param name="To">The agency delivered to.</param>
/// <param name="Steps">The successor links followed, in order (REF-05); empty for a focal office.</param>
public sealed record Redirection(Agency From, Agency To, IReadOnlyList<Succession> Steps)
{
    /// <summary>The sentence for both sides.</summary>
    public string Sentence => Steps.Count > 0
        ? $"{From.Name} ({From.Code}) đã đóng; {To.Name} ({To.Code}) kế thừa từ {VietnamTime.ToLocal(Steps[^1].EffectiveFrom).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)} theo {Steps[^1].LegalAct}."
        : From.FocalOffice is not null
            ? $"Văn bản gửi {From.Name} ({From.Code}) do {To.Name} ({To.Code}) làm đầu mối tiếp nhận."
            : $"{From.Name} ({From.Code}) đã đóng và có nhiều đơn vị kế thừa; {To.Name} ({To.Code}) tiếp nhận để chuyển đúng nơi.";

    /// <summary>Why a packet addressed to one agency was delivered to another, as the directory tells it now; <c>null</c> when both are the same agency or nothing tells it.</summary>
    public static Redirection? Explain(DirectorySnapshot directory, OrganId addressed, OrganId delivered)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (addressed == delivered || directory.FindAgency(addressed) is not { } from || directory.FindAgency(delivered) is not { } to || from.Code == to.Code)
        {
            return null;
        }

        // It was delivered: whoever let that happen looked at the time.
        return Standing.Chain(directory, from, to.Code) is { } steps ? new Redirection(from, to, steps)
            : Standing.StandsFor(directory, addressed, delivered, DateTimeOffset.MaxValue) ? new Redirection(from, to, [])
            : null;
    }
}
