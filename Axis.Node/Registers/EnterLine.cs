using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Api;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Registers;

/// <summary>Enters documents on paper into the registers, and corrects lines without overwriting them (RCV-08, DOC-04, REG-06, REG-07).</summary>
internal sealed class EnterLine(IStore store, ReadRegister read, NodeDirectory directory, TimeProvider time)
{
    /// <summary>Longest reason of a correction, in characters.</summary>
    public const int MaxReason = 500;

    /// <summary>Enters a document on paper and gives it the next number of the sequence that it shares with electronic ones.</summary>
    /// <exception cref="RefusedException">A field is missing or wrong, the code is taken (DOC-04), or the document was registered before and that was not confirmed (DOC-09).</exception>
    public Task<EnteredLine> PaperAsync(WantedRegister wanted, EnterPaper request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        RefuseClosed(wanted);
        var fields = PaperEntry.Normalize(request.Fields, wanted.Incoming);
        var problems = Problems(fields);
        problems.AddRange(PaperEntry.Check(fields, wanted.Incoming, VietnamTime.DateOf(time.GetUtcNow())).Select(Problem));
        var receivers = Receivers(wanted, request.To ?? [], problems);
        Compose.RefuseIfAny(problems);
        return store.WriteAsync(
            session =>
            {
                RegisterArrivals.RefuseClosed(session, wanted.Agency);
                return wanted.Incoming ? Arrived(session, wanted, fields, request.Again, actor) : Issued(session, wanted, fields, receivers, actor);
            },
            cancellationToken);
    }

    /// <summary>Adds a version to a line; what was entered stays.</summary>
    /// <exception cref="RefusedException">There is no such line, no reason, a field is wrong, or the document was recalled (RCL-03).</exception>
    public Task<EnteredLine> CorrectAsync(WantedRegister wanted, string line, CorrectLine request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        if (store.Read(s => s.Books.FindClosing(wanted.Agency)) is not null)
        {
            throw new RefusedException(CloseBooks.Closed(wanted.Agency));
        }

        var problems = Problems(request.Fields);
        problems.AddRange(PaperEntry.CheckDate(request.Fields, VietnamTime.DateOf(time.GetUtcNow())).Select(Problem));
        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > MaxReason)
        {
            problems.Add(new FieldProblem("reason", "REG-07", $"Sửa sổ phải có lý do, dài đến {MaxReason} ký tự.", "A correction needs a reason."));
        }

        if (request.Fields == new RegisterFields())
        {
            problems.Add(new FieldProblem("fields", "REG-07", "Không có trường nào để sửa.", "Nothing to correct."));
        }

        if (request.Fields is { CodeNumber: not null } or { CodeNotation: not null } && !wanted.Incoming)
        {
            problems.Add(new FieldProblem("codeNumber", "DOC-04", "Số, ký hiệu đã cấp không sửa được; hủy hoặc thay thế văn bản.", "An issued code is not changed."));
        }

        Compose.RefuseIfAny(problems);
        return store.WriteAsync(
            session =>
            {
                var found = read.Find(session, wanted, line) ?? throw new RefusedException(LineUnknown);
                if (!wanted.Incoming && found.Packet is { } document && IsRecalled(session, document))
                {
                    throw new RefusedException(Recalled);
                }

                var now = time.GetUtcNow();
                var version = RegisterArrivals.Append(session, wanted.Agency, wanted.Incoming, wanted.Year, found.Key, found.Number, request.Fields, reason, actor, now);
                session.Journal.Append(new JournalEntry(now, "register-corrected", found.Packet, Agency: wanted.Agency.Value, Actor: actor.Pseudonym, From: $"{found.Version}", To: $"{Name(wanted)} {found.Key} ({version})", Detail: reason));
                return new EnteredLine(found.Key, found.Number, wanted.Year, version, []);
            },
            cancellationToken);
    }

    /// <summary>No such line.</summary>
    public static Refusal LineUnknown { get; } = new(RefusalKind.NotFound, "REGISTER_LINE_UNKNOWN", "Sổ không có dòng này.", "The register has no such line.");

    private static Refusal Recalled { get; } = new(
        RefusalKind.Conflict, "RCL-03", "Văn bản đã bị thu hồi ở mọi nơi nhận: dòng sổ và thông tin của nó giữ nguyên như lúc thu hồi, không sửa được nữa.", "The document was recalled from all its recipients; its line is frozen.");

    // Who refused it has nothing that could be recalled.
    private static bool IsRecalled(ISession session, Digest document) =>
        session.Tracking.ListFor(document).Where(static r => StateText.Parse(r.State) != DocumentState.Refused).ToList() is { Count: > 0 } rows
        && rows.TrueForAll(static r => ChangeRule.IsFrozen(StateText.Parse(r.State), r.ChangeKind, r.ChangeEnd));

    private static List<FieldProblem> Problems(RegisterFields fields) =>
        [.. RegisterLimits.Check(fields).Select(static v => new FieldProblem("fields." + v.Field, v.Code, v.SentenceVi, v.SentenceEn))];

    private static FieldProblem Problem(Violation violation) => new(violation.Field, violation.Code, violation.SentenceVi, violation.SentenceEn);

    private static string Name(WantedRegister wanted) => RegisterKinds.Name(wanted.Incoming ? RegisterKind.Incoming : RegisterKind.Outgoing);

    private EnteredLine Arrived(ISession session, WantedRegister wanted, RegisterFields fields, bool again, Actor actor)
    {
        var now = time.GetUtcNow();
        var year = VietnamTime.DateOf(now).Year;
        var source = RegisterArrivals.SourceOf(fields.OrganName!);
        var earlier = fields.Code.Length == 0 ? [] : session.Books.FindSource(wanted.Agency, source, fields.Code);
        if (earlier.Count > 0 && !again)
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "DOC-09", RegisterArrivals.Again(fields.Code, earlier[0]) + " Nếu đúng là văn bản khác thì xác nhận để vào sổ lần nữa.", "A document of this agency and code is registered already; confirm to enter it again."));
        }

        var number = session.Inbox.NextArrivalNumber(wanted.Agency, year);
        var line = RegisterArrivals.DocumentLine(number);
        session.Books.Add(new RegisterVersion(wanted.Agency, true, year, line, 1, number, now, actor.Pseudonym, null, fields));
        session.Books.Remember(wanted.Agency, source, fields.Code, year, number);
        session.Journal.Append(new JournalEntry(now, "register-entered", Agency: wanted.Agency.Value, Actor: actor.Pseudonym, To: $"{Name(wanted)} {line}/{year}", Detail: fields.Subject));
        return new EnteredLine(line, number, year, 1, earlier.Count == 0 ? [] : [new Warning("DOC-09", RegisterArrivals.Again(fields.Code, earlier[0]))]);
    }

    private EnteredLine Issued(ISession session, WantedRegister wanted, RegisterFields fields, IReadOnlyList<(Agency Agency, bool Connected)> receivers, Actor actor)
    {
        var now = time.GetUtcNow();
        var year = (fields.IssuedDate ?? VietnamTime.DateOf(now)).Year;
        var byHand = !string.IsNullOrEmpty(fields.CodeNumber);
        long? reserved = null;
        while (string.IsNullOrEmpty(fields.CodeNumber))
        {
            // A number that was brought by hand earlier is passed over, never given twice.
            reserved = session.Register.Reserve(wanted.Agency, wanted.Book, year, now);
            var code = new DocumentCode(DocumentCode.FormatNumber(reserved.Value), fields.CodeNotation ?? "");
            if (session.Register.IsTaken(wanted.Agency, year, code.ToString()))
            {
                session.Register.Void(wanted.Agency, wanted.Book, year, reserved.Value, "Số đã được cấp bằng tay cho văn bản khác.", now);
                continue;
            }

            fields = fields with { CodeNumber = code.Number };
        }

        fields = fields with { IssuedDate = fields.IssuedDate ?? VietnamTime.DateOf(now) };
        if (!session.Register.Enter(wanted.Agency, year, fields.Code, null, now, wanted.Book, byHand))
        {
            throw new RefusedException(new Refusal(RefusalKind.Conflict, "DOC-04", $"Số, ký hiệu {fields.Code} năm {year} đã cấp cho văn bản khác, giấy hoặc điện tử.", "This number and notation of the year is taken."));
        }

        if (reserved is { } number)
        {
            session.Register.SettlePaper(wanted.Agency, wanted.Book, year, number);
        }

        var row = session.Books.FindOutgoing(wanted.Agency, year, fields.Code.Normalize()) ?? throw new InvalidOperationException("The line just entered is not there.");
        session.Books.Add(new RegisterVersion(wanted.Agency, false, year, row.Line, 1, row.Number, now, actor.Pseudonym, null, fields));
        session.Journal.Append(new JournalEntry(now, "register-entered", Agency: wanted.Agency.Value, Actor: actor.Pseudonym, From: byHand ? StoreDraft.NumberByHand : null, To: $"{Name(wanted)} {fields.Code} ({year})", Detail: fields.Subject));
        foreach (var (receiver, connected) in receivers)
        {
            session.Books.AddReceiver(wanted.Agency, year, row.Line, receiver.Code, connected);
        }

        var reached = receivers.Where(static r => r.Connected).Select(static r => $"{r.Agency.Name} ({r.Agency.Code})").ToList();
        return new EnteredLine(row.Line, row.Number, year, 1, reached.Count == 0
            ? []
            : [new Warning("SND-01", $"Nơi nhận đã kết nối trục nên phải gửi điện tử, không chỉ gửi giấy (QĐ 28/2018 Điều 5.2, 7.1): {string.Join("; ", reached)}. Việc này được đưa vào báo cáo.")]);
    }

    private void RefuseClosed(WantedRegister wanted)
    {
        if (!CloseBooks.IsOpen(directory.Current(), wanted.Agency, time.GetUtcNow()))
        {
            throw new RefusedException(CloseBooks.Closed(wanted.Agency));
        }
    }

    // Whom the paper goes to, and whether anything excuses it.
    private List<(Agency Agency, bool Connected)> Receivers(WantedRegister wanted, IReadOnlyList<string> codes, List<FieldProblem> problems)
    {
        var known = directory.Current();
        var receivers = new List<(Agency, bool)>();
        foreach (var (code, i) in codes.Select(static (c, i) => (c, i)))
        {
            if (!wanted.Incoming && OrganId.TryParse(code, out var id) && known.FindAgency(id) is { } agency)
            {
                receivers.Add((agency, ConnectionRule.IsConnected(known, agency)));
            }
            else
            {
                problems.Add(new FieldProblem($"to[{i}]", "RECIPIENT_UNKNOWN", wanted.Incoming ? "Sổ văn bản đến không có nơi nhận ngoài cơ quan." : $"Không có đơn vị {code} trong danh bạ.", "No such agency."));
            }
        }

        return receivers;
    }
}
