using Axis.Node.Reports;
using Axis.Node.Options;

namespace Axis.Node.Schedules;

/// <summary>Makes the reports that are due, then mails what is owed. Without a mail server the sending part is never made.</summary>
internal sealed class DailyReport(KeepReports keep, Lazy<MailReports> mails, MailOptions options) : IDailyReport
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var made = await keep.RunAsync(cancellationToken).ConfigureAwait(false);
        return options.Enabled ? made + await mails.Value.RunAsync(cancellationToken).ConfigureAwait(false) : made;
    }
}
