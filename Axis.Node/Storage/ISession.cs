namespace Axis.Node.Storage;

/// <summary>All contracts over one view of the store. Not thread-safe; valid only inside the function it was given to.</summary>
public interface ISession
{
    IPackets Packets { get; }

    ISubmissions Submissions { get; }

    IRegister Register { get; }

    IBooks Books { get; }

    IOutbox Outbox { get; }

    IArrivals Arrivals { get; }

    IInbox Inbox { get; }

    ITracking Tracking { get; }

    IReceipts Receipts { get; }

    IReturns Returns { get; }

    IJournal Journal { get; }

    IHeads Heads { get; }

    IDirectoryStore Directory { get; }

    ITokens Tokens { get; }

    ILinkStates Links { get; }

    IQuarantine Quarantine { get; }

    IProofs Proofs { get; }

    IRevocationData Revocations { get; }

    ILegalValues LegalValues { get; }

    IVxpLinkItems VxpLinks { get; }

    ISecrecyHolds SecrecyHolds { get; }

    IIsolations Isolations { get; }

    IRecordFiles RecordFiles { get; }

    IPayloads Payloads { get; }

    IReports Reports { get; }

    IKeptReports KeptReports { get; }

    IVxpSystems VxpSystems { get; }

    IVxpItems VxpItems { get; }

    IChanges Changes { get; }

    IDeadlines Deadlines { get; }

    IEvents Events { get; }

    IAssignments Assignments { get; }

    IAmbiguousStatuses AmbiguousStatuses { get; }

    IUsers Users { get; }

    IHeldRefusals HeldRefusals { get; }

    IReminders Reminders { get; }

    /// <summary>Registers what to do once the work is durable (wake a dispatcher, answer a waiting poll). Never called when the work fails.</summary>
    void AfterCommit(Action action);
}
