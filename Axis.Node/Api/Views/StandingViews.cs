using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Incoming;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>What a document is worth, as people see it (SND-02).</summary>
internal static class StandingViews
{
    public static StandingView Of(PacketRow packet, ISession session)
    {
        var standing = DocumentStanding.Of(session.LegalValues.ListFor(packet.Digest) is [.., var last] ? last.Value : null, JudgeDocuments.Concerns(packet));
        return new StandingView(standing.Code, standing.Text, standing.ForInformation);
    }
}
