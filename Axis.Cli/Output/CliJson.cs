using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Cli.Commands.Bench;
using Axis.Cli.Commands.Directories;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Commands.Evidence;
using Axis.Cli.Commands.Inbox;
using Axis.Cli.Commands.Node;
using Axis.Cli.Commands.Operations;
using Axis.Cli.Commands.Pdf;
using Axis.Cli.Commands.Registers;
using Axis.Cli.Commands.Verify;

namespace Axis.Cli.Output;

/// <summary>Source-generated JSON of what the command line itself prints; what the node answered is printed by its own contracts.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FailureJson))]
[JsonSerializable(typeof(SignedDraftFile))]
[JsonSerializable(typeof(FetchedFiles))]
[JsonSerializable(typeof(RetriedDeliveries))]
[JsonSerializable(typeof(RevokedToken))]
[JsonSerializable(typeof(CertificateList))]
[JsonSerializable(typeof(DirectoryOverview))]
[JsonSerializable(typeof(Diagnosis))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(EvidenceVerifyResult))]
[JsonSerializable(typeof(ExportedEvidence))]
[JsonSerializable(typeof(ExportedFile))]
[JsonSerializable(typeof(InitResult))]
[JsonSerializable(typeof(JoinResult))]
[JsonSerializable(typeof(AdmitResult))]
[JsonSerializable(typeof(RootFingerprint))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(RenewResult))]
[JsonSerializable(typeof(ContactResult))]
[JsonSerializable(typeof(AnchorList))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(DiffResult))]
[JsonSerializable(typeof(ReformResult))]
[JsonSerializable(typeof(CertifyResult))]
[JsonSerializable(typeof(CertRequestResult))]
[JsonSerializable(typeof(CertRenewResult))]
[JsonSerializable(typeof(CertImportResult))]
[JsonSerializable(typeof(CertCheckResult))]
[JsonSerializable(typeof(SavedReceipts))]
[JsonSerializable(typeof(JourneyOutput))]
[JsonSerializable(typeof(SignedPdf))]
[JsonSerializable(typeof(IssuedDevCertificate))]
[JsonSerializable(typeof(RevokedDevCertificate))]
public sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Indented, Vietnamese letters and quotation marks written as themselves: what is printed here never stands in HTML.</summary>
    public static CliJson Pretty => Faces.Pretty;

    // Nested, so that the generated static fields of the context are there before this is made from them.
    private static class Faces
    {
        public static readonly CliJson Pretty = new(new JsonSerializerOptions(((JsonSerializerContext)Default).Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
        });
    }
}
