using System.Security.Cryptography.X509Certificates;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Outgoing;
using Axis.Signing.Xades;

namespace Axis.Node.Api.Views;

/// <summary>Documents that wait for a signature, as the API shows them.</summary>
internal static class PreparedViews
{
    /// <summary>One of them.</summary>
    public static PreparedView Of(WaitingDraft draft, ActorNames names)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(draft.State.Certificate);
        return new PreparedView
        {
            Id = draft.Row.Id,
            Agency = draft.Row.Agency.Value,
            Code = draft.State.Code,
            DocumentId = draft.State.DocumentId,
            Subject = draft.State.Subject,
            To = draft.State.To,
            Files = draft.State.Files,
            Algorithm = SignatureAlgorithms.Uri(draft.State.Algorithm),
            Signer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            Certificate = Digest.Of(draft.State.Certificate).ToString(),
            Maker = names.Of(draft.Row.Maker),
            PreparedAt = draft.State.PreparedAt,
            ExpiresAt = draft.Row.ExpiresAt,
            Warnings = draft.State.Warnings,
        };
    }
}
