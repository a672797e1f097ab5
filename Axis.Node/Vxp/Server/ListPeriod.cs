using System.Globalization;
using Axis.Core.Rules;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// <c>fromDate</c> and <c>toDate</c> of a list: Vietnam time, both included. A day without a time of day stands for all of it. A text that is no date is refused, for a
/// list that silently leaves the bounds out is taken for what was asked.
/// </summary>
internal static class ListPeriod
{
    private const string FromDate = "fromDate";
    private const string ToDate = "toDate";
    private static readonly string[] Days = ["dd/MM/yyyy", "yyyy/MM/dd", "yyyy-MM-dd"];
    private static readonly string[] Minutes = [.. Days.Select(static d => d + " HH:mm")];
    private static readonly string[] Seconds = [.. Days.Select(static d => d + " HH:mm:ss"), "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>What the call asks for; all of time where it says nothing.</summary>
    /// <exception cref="VxpRefusedException">One of the two is no date.</exception>
    public static Period Read(SignedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new Period(
            Read(call, FromDate) is { } from ? from.At : Period.Always.From,
            Read(call, ToDate) is { } to ? to.At + to.Lasts : Period.Always.Until);
    }

    private static (DateTimeOffset At, TimeSpan Lasts)? Read(SignedCall call, string name)
    {
        if (call.Find(name) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        foreach (var (forms, lasts) in new[] { (Seconds, TimeSpan.FromSeconds(1)), (Minutes, TimeSpan.FromMinutes(1)), (Days, TimeSpan.FromDays(1)) })
        {
            if (DateTime.TryParseExact(text.Trim(), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && VietnamTime.InRange(local.Year))
            {
                return (new DateTimeOffset(local, VietnamTime.Offset), lasts);
            }
        }

        throw new VxpRefusedException(VxpError.InvalidFile, $"{name} phải là ngày dd/MM/yyyy hoặc yyyy/MM/dd, có thể kèm giờ HH:mm:ss (giờ Việt Nam).");
    }
}
