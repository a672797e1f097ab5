using Axis.Core.Agencies;

namespace Axis.Signing.Keys;

/// <summary>One key of a key folder: <c>USE[-OWNER][@LABEL].EXTENSION</c>, for example <c>tls.p12</c>, <c>agency-H41.02@20271001.pem</c>.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Owner">Agency code or section name; empty for the keys of the node itself.</param>
/// <param name="Label">Tells several keys of one use and owner apart; empty for the first.</param>
/// <param name="Path">The file.</param>
/// <param name="Kind">How the key is kept.</param>
/// <param name="Pending">It waits for its certificate.</param>
public sealed record KeyFile(KeyUse Use, string Owner, string Label, string Path, KeyFileKind Kind, bool Pending)
{
    /// <summary>Longest label.</summary>
    public const int MaxLabel = 32;

    private const string PendingSuffix = ".pending";

    private static readonly (string Prefix, KeyUse Use)[] Owned = [("agency-", KeyUse.Agency), ("directory-", KeyUse.Directory), ("document-", KeyUse.Document)];

    /// <summary>The path without its extension: certificate, PIN and passphrase of the key lie beside it under the same stem.</summary>
    public string Stem => Pending ? Path[..^(PendingSuffix.Length + Extension(Kind).Length)] : Path[..^Extension(Kind).Length];

    /// <summary>Where its certificate is, when that is a file of its own.</summary>
    public string CertificatePath => Stem + ".crt";

    /// <summary>The same key once it has its certificate.</summary>
    public string FinishedPath => Stem + Extension(Kind);

    /// <summary>Name of a key without folder and extension.</summary>
    public static string NameOf(KeyUse use, string owner, string label)
    {
        var name = use switch
        {
            KeyUse.Tls => "tls",
            KeyUse.NodeSeal => "node-seal",
            _ => Array.Find(Owned, o => o.Use == use).Prefix + owner,
        };
        return label.Length == 0 ? name : name + "@" + label;
    }

    /// <summary>Extension of pending key files of the kind.</summary>
    public static string PendingExtension(KeyFileKind kind) => PendingSuffix + Extension(kind);

    /// <summary>Reads a file name; <c>null</c> for a file that is no key (certificates, PINs, passphrases, leftovers).</summary>
    public static KeyFile? Of(string path)
    {
        var extension = System.IO.Path.GetExtension(path);
        KeyFileKind kind;
        switch (extension)
        {
            case ".p12":
                kind = KeyFileKind.Pkcs12;
                break;
            case ".pem":
                kind = KeyFileKind.Pem;
                break;
            case Tokens.TokenKeyFile.Extension:
                kind = KeyFileKind.Token;
                break;
            default:
                return null;
        }

        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var pending = name.EndsWith(PendingSuffix, StringComparison.Ordinal);
        name = pending ? name[..^PendingSuffix.Length] : name;
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var label = at < 0 ? "" : name[(at + 1)..];
        name = at < 0 ? name : name[..at];
        if (label.Length > MaxLabel || (at >= 0 && label.Length == 0))
        {
            return null;
        }

        if (name is "tls" or "node-seal")
        {
            return new KeyFile(name == "tls" ? KeyUse.Tls : KeyUse.NodeSeal, "", label, path, kind, pending);
        }

        var (prefix, use) = Array.Find(Owned, o => name.StartsWith(o.Prefix, StringComparison.Ordinal) && name.Length > o.Prefix.Length);
        return prefix is null ? null : new KeyFile(use, name[prefix.Length..], label, path, kind, pending);
    }

    private static string Extension(KeyFileKind kind) => kind switch
    {
        KeyFileKind.Pkcs12 => ".p12",
        KeyFileKind.Pem => ".pem",
        _ => Tokens.TokenKeyFile.Extension,
    };
}

/// <summary>How a key is kept.</summary>
public enum KeyFileKind
{
    /// <summary>PKCS#12 with the certificate inside (RFC 7292).</summary>
    Pkcs12 = 1,

    /// <summary>PKCS#8 in PEM, encrypted or not; the certificate in a file <c>….crt</c> beside it, or in the same file.</summary>
    Pem = 2,

    /// <summary>On a PKCS#11 token.</summary>
    Token = 3,
}
