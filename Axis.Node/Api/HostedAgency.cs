using Axis.Core.Agencies;
using Axis.Core.Contracts;

namespace Axis.Node.Api;

/// <summary>
/// Agencies that tokens and people may be scoped to: what this node hosts, or hosted for an agency that another one continues (REF-09). A wrong code would be a scope
/// that never matches anything.
/// </summary>
internal static class HostedAgency
{
    /// <summary>Reads a code.</summary>
    /// <param name="text">The code.</param>
    /// <param name="field">The field that a refusal names.</param>
    /// <param name="directory">The directory in force.</param>
    /// <exception cref="RefusedException">It is no agency of this node.</exception>
    public static OrganId Read(string text, string field, NodeDirectory directory) =>
        OrganId.TryParse(text, out var code) && directory.Current().FindAgency(code) is { } agency
            && (agency.Host == directory.Self || directory.Current().PredecessorsOf(agency.Code).Any(p => directory.Current().FindAgency(p)?.Host == directory.Self))
            ? agency.Code
            : throw new RefusedException(new Refusal(RefusalKind.Invalid, "AGENCY_NOT_HOSTED", "Cơ quan không đặt tại nút này.", "The agency is not hosted by this node.")
            {
                Errors = [new FieldProblem(field, "AGENCY_NOT_HOSTED", $"'{text}' không phải cơ quan đặt tại nút này.", $"'{text}' is not hosted here.")],
            });
}
