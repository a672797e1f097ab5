namespace Axis.Core.Rules.Deadlines;

/// <summary>What has to be done by a deadline. The values are stored.</summary>
public enum DeadlineKind
{
    /// <summary>Put a signed document on the axis (URG-01, URG-02, the stricter of both: URG-08).</summary>
    Dispatch = 1,

    /// <summary>Tell the sender that the document arrived (URG-03, RCV-04).</summary>
    ReceiptNotice = 2,

    /// <summary>Register an incoming document and present it, or refuse it (URG-04).</summary>
    Registration = 3,

    /// <summary>Solve it (URG-05).</summary>
    Solving = 4,

    /// <summary>Send back what cannot be accepted (URG-06).</summary>
    Refusal = 5,

    /// <summary>Answer a recall, take-back or update (URG-07).</summary>
    ChangeAnswer = 6,

    /// <summary>Send the paper copy of a recalled document back (RCL-08).</summary>
    PaperReturn = 7,
}
