using Axis.Cli.Joining;
using Axis.Core.Agencies;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Storage.Sqlite;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Cli.Commands.Node;

/// <summary>Makes a node's data folder: keys, certificates, directory, settings, store and first token.</summary>
public static class NodeMaking
{
    private const SignatureAlgorithm DirectoryAlgorithm = SignatureAlgorithm.EcdsaP256Sha256;
    private static readonly TimeSpan CaValidity = TimeSpan.FromDays(3650);
    private static readonly TimeSpan CrlValidity = TimeSpan.FromDays(7);

    /// <summary>The first node of a network: development CA, root section, everything to run alone.</summary>
    /// <returns>Fingerprint of the root's key.</returns>
    public static async Task<string> NewRootAsync(NodeFolder folder, NodePlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        folder.Create();
        var now = time.GetUtcNow();
        var passphrase = PassphraseFile.Create(folder.Passphrase);
        using var ca = DevelopmentCa.Create(folder.DevelopmentCa, $"DocAxis CA thử nghiệm ({plan.Node.Id})", DirectoryAlgorithm, CaValidity, time);
        using var key = MakeDirectoryKey(folder, SectionHead.RootName, ca, passphrase);
        var records = new List<DirectoryRecord> { new AnchorRecord(ca.Certificate.RawData), new RevocationListRecord(ca.IssueCrl(CrlValidity)) };
        records.AddRange(SectionIssue.RecordsOf(plan.Node, parent: null, plan.Agencies, now));
        records.AddRange(MakeCertifiedKeys(folder, plan, ca, passphrase, now));
        var root = SectionIssue.Next(null, SectionHead.RootName, records, key, now);
        RootKeyFile.Write(folder.Directory, root.Head.Key.Span);
        folder.WriteSection(SectionHead.RootName, root.Bytes.Span);
        await FinishAsync(folder, plan, time, cancellationToken).ConfigureAwait(false);
        return DirectoryKey.Fingerprint(root.Head.Key.Span);
    }

    /// <summary>A node that asks its parent: private keys stay here, their requests go into one file.</summary>
    public static async Task<JoinRequest> RequestAsync(NodeFolder folder, NodePlan plan, string? section, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        folder.Create();
        var passphrase = PassphraseFile.Create(folder.Passphrase);
        var keys = new List<KeyRequest>();
        foreach (var (use, owner, algorithm) in plan.Keys())
        {
            using var key = SigningKeys.Generate(algorithm);
            SigningKeys.SavePem(folder.PendingKeyFile(use, owner), key, passphrase);
            keys.Add(new KeyRequest(use, owner, SigningRequests.Create(key, Profiles.Of(plan.Node, plan.Agencies, use, owner))));
        }

        var request = new JoinRequest(JoinRequest.Kind, plan.Node, plan.Agencies, keys, MakeSection(folder, section, passphrase, time), time.GetUtcNow());
        await FinishAsync(folder, plan, time, cancellationToken).ConfigureAwait(false);
        JoinFiles.Write(folder.JoinRequest, request);
        return request;
    }

    /// <summary>Keys with certificates of a development CA at hand, and the records that bind them.</summary>
    public static IReadOnlyList<CertificateRecord> MakeCertifiedKeys(NodeFolder folder, NodePlan plan, DevelopmentCa ca, string passphrase, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(ca);
        var records = new List<CertificateRecord>();
        foreach (var (use, owner, algorithm) in plan.Keys())
        {
            using var certificate = ca.IssueWithKey(Profiles.Of(plan.Node, plan.Agencies, use, owner), algorithm);
            SigningKeys.SavePkcs12(folder.KeyFile(use, owner), certificate, passphrase);
            records.Add(SectionIssue.Bind(use, owner, certificate.RawData, now));
        }

        return records;
    }

    /// <summary>A directory key with a certificate that only carries it.</summary>
    public static LocalSigningKey MakeDirectoryKey(NodeFolder folder, string section, DevelopmentCa ca, string passphrase)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(ca);
        var certificate = ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, section), DirectoryAlgorithm);
        SigningKeys.SavePkcs12(folder.KeyFile(KeyUse.Directory, section), certificate, passphrase);
        return new LocalSigningKey(certificate);
    }

    /// <summary>Settings, store and first token.</summary>
    public static async Task FinishAsync(NodeFolder folder, NodePlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        PrivateFile.Create(folder.Settings, System.Text.Encoding.UTF8.GetBytes(SettingsTemplate.Text(plan.Node.Id, plan.Node.Name, plan.Api, plan.Link, plan.Services)));
        await using var store = new SqliteStore(new SqliteStoreOptions { DatabasePath = folder.Database }, new NoSealer(), time, NullLogger<SqliteStore>.Instance);
        await new TokenIssuer(store, time).WriteFirstAsync(folder.Root, cancellationToken).ConfigureAwait(false);
    }

    private static JoiningSection? MakeSection(NodeFolder folder, string? section, string passphrase, TimeProvider time)
    {
        if (section is null)
        {
            return null;
        }

        using var ca = DevelopmentCa.Create(folder.DevelopmentCa, $"DocAxis CA thử nghiệm ({section})", DirectoryAlgorithm, CaValidity, time);
        using var key = MakeDirectoryKey(folder, section, ca, passphrase);
        return new JoiningSection(section, Convert.ToBase64String(DirectoryKey.Of(key).Span), Convert.ToBase64String(ca.Certificate.RawDataMemory.Span));
    }
}
