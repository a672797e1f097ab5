using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>
/// What a packet says, without the traces and the signature that an axis in between may add or lose, as one digest: only equal content is a duplicate across such
/// an axis (edXML §13). The same document identifier with other content is another packet.
/// </summary>
public static class ContentKey
{
    /// <summary>The key of a packet's content.</summary>
    public static Digest Of(Message message, PacketFacts facts)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(facts);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Put(string? text)
        {
            // Length first, so that no two lists of texts run together to the same bytes.
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }

        void PutDate(DateOnly? date) => Put(date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        void PutAnswered(IEnumerable<ResponseFor> answered)
        {
            foreach (var one in answered)
            {
                Put(one.OrganId.Value);
                Put(one.Code);
                Put(one.DocumentId);
                PutDate(one.PromulgationDate);
            }
        }

        // What an update or a replacement changes, and for whom: all else of two of them may be equal.
        void PutChange(Business business)
        {
            switch (business)
            {
                case Update update:
                    Put($"update {update.DocumentInfo} {update.DocumentReceiver}");
                    foreach (var receiver in update.Receivers.Select(static r => $"{(r.Added ? '+' : '-')}{r.OrganId}").Order(StringComparer.Ordinal))
                    {
                        Put(receiver);
                    }

                    break;
                case Replacement replacement:
                    Put("replacement");
                    foreach (var replaced in replacement.Replaced.OrderBy(static r => r.DocumentId, StringComparer.Ordinal))
                    {
                        Put(replaced.DocumentId);
                        Put(string.Join(' ', replaced.Agencies.Select(static a => a.Value).Order(StringComparer.Ordinal)));
                    }

                    break;
            }
        }

        Put(message.Kind.ToString());
        Put(message.From.OrganId.Value);
        foreach (var receiver in message.Addressees.Select(static a => a.Value).Order(StringComparer.Ordinal))
        {
            Put(receiver);
        }

        if (message is StatusMessage status)
        {
            PutAnswered(status.ResponseFor);
            Put(status.StatusCode);
            Put(status.Description);
            Put(status.Timestamp?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            return Digest.Finish(hash);
        }

        var document = (DocumentMessage)message;
        Put(document.DocumentId);
        Put(document.CodeNumber);
        Put(document.CodeNotation);
        PutDate(document.PromulgationDate);
        Put(document.Type.TypeName);
        Put(document.Subject);
        Put(document.SignerFullName);
        PutDate(document.DueDate);
        Put(facts.BusinessDocType.ToString(CultureInfo.InvariantCulture));
        Put(facts.TargetDocumentId);
        Put(document.Business.Reason);
        PutAnswered(document.ResponseFor);
        PutChange(document.Business);
        if (document.Content is { Length: > 0 } summary && summary != document.Subject)
        {
            // Usually a copy of the subject, which an axis in between may add or leave out.
            Put("content");
            Put(summary);
        }

        foreach (var file in facts.Attachments)
        {
            Put(file.Name);
            Put(file.Sha256);
        }

        return Digest.Finish(hash);
    }
}
