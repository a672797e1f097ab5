using System.Text.Json;
using Axis.Core.Packets;

namespace Axis.Core.Tests.Edxml;

/// <summary>Compares messages by value: record equality compares the lists inside by reference.</summary>
internal static class MessageText
{
    public static string Of(Message message) => message switch
    {
        DocumentMessage document => JsonSerializer.Serialize(document) + Of(document.Business) + Ids(document),
        StatusMessage status => JsonSerializer.Serialize(status) + string.Join(',', status.ResponseFor.Select(static r => r.OrganId.Value)),
        _ => throw new InvalidOperationException(),
    };

    private static string Of(Business business) => JsonSerializer.Serialize(business, business.GetType());

    private static string Ids(DocumentMessage document) => document.From.OrganId + ":" + string.Join(',', document.To.Select(static o => o.OrganId.Value));
}
