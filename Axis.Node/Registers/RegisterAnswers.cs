using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Registers;

/// <summary>A document that goes out as an answer is noted in the follow-up register of what it answers (REG-03, column 6).</summary>
internal static class RegisterAnswers
{
    public static void Run(ISession session, DirectorySnapshot directory, DocumentMessage message, Actor actor, DateTimeOffset now)
    {
        if (message.Business is not (NewDocument or Replacement))
        {
            return;
        }

        foreach (var (item, _) in AnsweredItems.Of(session, directory, message.ResponseFor, message.From.OrganId, now))
        {
            if (item is { ArrivalYear: { } year, ArrivalNumber: { } number })
            {
                var fields = new RegisterFields { AnswerCode = RegisterArrivals.Cut(message.Code, 100) };
                RegisterArrivals.Append(session, item.Recipient, incoming: true, year, RegisterArrivals.DocumentLine(number), number, fields, "Văn bản trả lời đã gửi", actor, now);
            }
        }
    }
}
