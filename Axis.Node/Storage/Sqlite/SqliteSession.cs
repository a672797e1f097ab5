namespace Axis.Node.Storage.Sqlite;

/// <summary>All contracts over one connection; kept as long as it, so that statements are compiled once.</summary>
internal sealed class SqliteSession : ISession, IDisposable
{
    private readonly List<Action>? _afterCommit;

    /// <param name="database">The connection; owned.</param>
    /// <param name="issuing">What issues receipts; <c>null</c> for a session that only reads.</param>
    /// <param name="time">The clock.</param>
    public SqliteSession(Database database, ReceiptBatch? issuing, TimeProvider time)
    {
        Database = database;
        _afterCommit = issuing is null ? null : [];
        var packets = new PacketTable(database);
        Packets = packets;
        Payloads = new PayloadTable(database, packets);
        Submissions = new SubmissionTable(database);
        Register = new RegisterTable(database);
        Books = new BookTable(database);
        Outbox = new OutboxTable(database);
        Arrivals = new ArrivalTable(database);
        Inbox = new InboxTable(database);
        Tracking = new TrackingTable(database);
        var receipts = new ReceiptTable(database, issuing, time);
        Receipts = receipts;
        Returns = new ReturnTable(database, receipts);
        Journal = new JournalTable(database);
        Heads = new HeadTable(database);
        Directory = new DirectoryTable(database);
        Tokens = new TokenTable(database);
        Links = new LinkTable(database);
        Quarantine = new QuarantineTable(database);
        Proofs = new ProofTable(database);
        Revocations = new RevocationTable(database);
        LegalValues = new LegalValueTable(database);
        VxpLinks = new VxpLinkTable(database);
        SecrecyHolds = new SecrecyTable(database);
        RecordFiles = new RecordFileTable(database);
        Isolations = new IsolationTable(database);
        Reports = new ReportTable(database);
        KeptReports = new KeptReportTable(database);
        VxpSystems = new VxpSystemTable(database);
        VxpItems = new VxpItemTable(database);
        Changes = new ChangeTable(database);
        Deadlines = new DeadlineTable(database);
        Events = new EventTable(database);
        Assignments = new AssignmentTable(database);
        AmbiguousStatuses = new AmbiguousStatusTable(database);
        Users = new UserTable(database);
        HeldRefusals = new HeldRefusalTable(database);
        Reminders = new ReminderTable(database);
    }

    public Database Database { get; }

    public IPackets Packets { get; }

    public ISubmissions Submissions { get; }

    public IRegister Register { get; }

    public IBooks Books { get; }

    public IOutbox Outbox { get; }

    public IArrivals Arrivals { get; }

    public IInbox Inbox { get; }

    public ITracking Tracking { get; }

    public IReceipts Receipts { get; }

    public IReturns Returns { get; }

    public IJournal Journal { get; }

    public IHeads Heads { get; }

    public IDirectoryStore Directory { get; }

    public ITokens Tokens { get; }

    public ILinkStates Links { get; }

    public IQuarantine Quarantine { get; }

    public IProofs Proofs { get; }

    public IRevocationData Revocations { get; }

    public ILegalValues LegalValues { get; }

    public IVxpLinkItems VxpLinks { get; }

    public ISecrecyHolds SecrecyHolds { get; }

    public IIsolations Isolations { get; }

    public IRecordFiles RecordFiles { get; }

    public IPayloads Payloads { get; }

    public IReports Reports { get; }

    public IKeptReports KeptReports { get; }

    public IVxpSystems VxpSystems { get; }

    public IVxpItems VxpItems { get; }

    public IChanges Changes { get; }

    public IDeadlines Deadlines { get; }

    public IEvents Events { get; }

    public IAssignments Assignments { get; }

    public IAmbiguousStatuses AmbiguousStatuses { get; }

    public IUsers Users { get; }

    public IHeldRefusals HeldRefusals { get; }

    public IReminders Reminders { get; }

    public void AfterCommit(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        (_afterCommit ?? throw new InvalidOperationException("A session that only reads commits nothing.")).Add(action);
    }

    /// <summary>What the running work registered; the list is emptied.</summary>
    public Action[] TakeAfterCommit()
    {
        if (_afterCommit is null or { Count: 0 })
        {
            return [];
        }

        Action[] actions = [.. _afterCommit];
        _afterCommit.Clear();
        return actions;
    }

    public void Dispose() => Database.Dispose();
}
