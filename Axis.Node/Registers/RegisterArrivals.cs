using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Core.Routing;
using Axis.Core.Rules;
using Axis.Core.Rules.Assignments;
using Axis.Node.Storage;

namespace Axis.Node.Registers;

/// <summary>Enters what arrived into the register of incoming documents: one sequence a year, paper and electronic together (RCV-08, REG-02).</summary>
internal static class RegisterArrivals
{
    /// <summary>Gives an accepted document its số đến; says when the same document was registered before (DOC-09).</summary>
    /// <exception cref="RefusedException">The registers are closed (REF-08).</exception>
    public static (long Number, List<Warning> Notes) Electronic(ISession session, InboxItem item, PacketRow packet, DateTimeOffset now)
    {
        RefuseClosed(session, item.Recipient);
        var year = VietnamTime.DateOf(now).Year;
        var code = packet.Facts.Code;
        var source = SourceOf(packet.Facts.FromName ?? packet.From.Value);
        var earlier = session.Books.FindSource(item.Recipient, source, code);
        var number = session.Inbox.NextArrivalNumber(item.Recipient, year);
        session.Inbox.SetArrivalNumber(item.Id, year, number, now);
        session.Books.Remember(item.Recipient, source, code, year, number);
        return (number, earlier.Count == 0 ? [] : [new Warning("DOC-09", Again(code, earlier[0]))]);
    }

    /// <summary>Writes down to whom the leader handed a registered document (REG-03); a closed register stays as it was handed over (REF-08).</summary>
    public static void Assigned(ISession session, InboxItem item, Assignment assignment, Actor actor, DateTimeOffset now)
    {
        if (item is { ArrivalYear: { } year, ArrivalNumber: { } number } && session.Books.FindClosing(item.Recipient) is null)
        {
            var fields = new RegisterFields { ToPlaces = Cut(assignment.ToString(), 1000), DueDate = assignment.DueDate, Transferred = VietnamTime.DateOf(now) };
            Append(session, item.Recipient, incoming: true, year, DocumentLine(number), number, fields, "Phân công xử lý", actor, now);
        }
    }

    /// <summary>Adds the next version of a line.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="RefusedException">The registers are closed (REF-08).</exception>
    public static int Append(
        ISession session, OrganId agency, bool incoming, int year, string line, long number, RegisterFields fields, string reason, Actor actor, DateTimeOffset now)
    {
        RefuseClosed(session, agency);
        var versions = session.Books.Versions(agency, incoming, year, line);
        var version = Math.Max(versions.Count == 0 ? 1 : versions[^1].Version, 1) + 1;
        session.Books.Add(new RegisterVersion(agency, incoming, year, line, version, number, now, actor.Pseudonym, reason, fields));
        return version;
    }

    /// <summary>The sentence about a document that was registered before.</summary>
    public static string Again(string code, (int Year, long Number) earlier) =>
        $"Văn bản {code} của cùng cơ quan ban hành đã vào sổ với số đến {DocumentCode.FormatNumber(earlier.Number)} năm {earlier.Year}; kiểm tra có phải gửi trùng không.";

    /// <summary>A line of the incoming register by its số đến.</summary>
    public static string DocumentLine(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The name of an issuing agency as it is compared: typed in a hurry or exactly, it is one.</summary>
    public static string SourceOf(string name) => FoldedText.Of(name);

    /// <summary>Holds the registers' closing against what is to be entered, in the transaction that enters it.</summary>
    /// <exception cref="RefusedException">They are closed (REF-08).</exception>
    internal static void RefuseClosed(ISession session, OrganId agency)
    {
        if (session.Books.FindClosing(agency) is not null)
        {
            throw new RefusedException(CloseBooks.Closed(agency));
        }
    }

    internal static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
