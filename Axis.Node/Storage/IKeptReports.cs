namespace Axis.Node.Storage;

/// <summary>Reports as they were made, and to whom they still have to be mailed.</summary>
public interface IKeptReports
{
    /// <summary>Keeps a report; <c>false</c> when the period has one: a report is made once. One made after <paramref name="latest"/> was made by a clock that was ahead, and gives way.</summary>
    bool Add(KeptReportRow report, DateTimeOffset latest);

    /// <summary>The report of a period.</summary>
    KeptReportRow? Find(string period);

    /// <summary>The newest ones first, without their contents.</summary>
    IReadOnlyList<KeptReportRow> List(int limit);

    /// <summary>The last day or month (as <paramref name="months"/> says) that has a report, of those not made after <paramref name="latest"/>.</summary>
    string? Last(bool months, DateTimeOffset latest);

    /// <summary>Removes the oldest reports made before the instant, with their mails; at most so many, so that a clock that jumps ahead does not take all of them.</summary>
    int Prune(DateTimeOffset madeBefore, int most);

    /// <summary>Somebody is to get the report; nothing when that is known already.</summary>
    void Owe(string period, string receiver, DateTimeOffset dueAt);

    /// <summary>Mails to be tried now, the oldest period first.</summary>
    IReadOnlyList<ReportMail> Due(DateTimeOffset now, int limit);

    /// <summary>Mails of the newest periods, newest first.</summary>
    IReadOnlyList<ReportMail> Mails(int limit);

    /// <summary>Mails that wait after a failure or were refused, the longest failing first.</summary>
    IReadOnlyList<ReportMail> Failing(int limit);

    /// <summary>Somebody is not to get the report any more.</summary>
    void Release(string period, string receiver);

    /// <summary>Writes what came of a try.</summary>
    void Put(ReportMail mail);
}

/// <summary>One report.</summary>
/// <param name="Period">Day <c>2026-11-21</c> or month <c>2026-11</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Late">How much was late then.</param>
/// <param name="Content">JSON; empty in lists.</param>
public sealed record KeptReportRow(string Period, DateOnly From, DateOnly To, DateTimeOffset MadeAt, int Late, byte[] Content);

/// <summary>One report to one receiver.</summary>
/// <param name="Period">Which report.</param>
/// <param name="Receiver">Address.</param>
/// <param name="State">How it stands.</param>
/// <param name="Tries">Tries so far.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="SentAt">When the mail server took it.</param>
/// <param name="FailingSince">First failure since it was due.</param>
/// <param name="LastError">What the last try came to.</param>
public sealed record ReportMail(string Period, string Receiver, ReportMailState State, int Tries, DateTimeOffset DueAt, DateTimeOffset? SentAt, DateTimeOffset? FailingSince, string? LastError);

/// <summary>How a mail stands. The values are stored.</summary>
public enum ReportMailState
{
    /// <summary>To be sent.</summary>
    Due = 0,

    /// <summary>The mail server has it.</summary>
    Sent = 1,

    /// <summary>The mail server refused it for good.</summary>
    Refused = 2,
}
