using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Tests.Support;

/// <summary>Certificates made by openssl, with whatever extensions a test wants: a foreign authority's view of RFC 5280.</summary>
internal sealed class OpensslAuthority
{
    public const string RootExtensions = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n";
    public const string CaExtensions = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";
    public const string LeafExtensions = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";

    private readonly TemporaryFolder _folder;
    private readonly string _name;

    private OpensslAuthority(TemporaryFolder folder, string name) => (_folder, _name) = (folder, name);

    public string CertificateFile => _folder.File(_name + ".crt");

    public string KeyFile => _folder.File(_name + ".key");

    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificateFromFile(CertificateFile);

    public ReadOnlyMemory<byte> Der => Certificate.RawDataMemory;

    public static OpensslAuthority Root(TemporaryFolder folder, string name, string subject, string extensions = RootExtensions, string key = "EC")
    {
        var root = new OpensslAuthority(folder, name);
        root.Request(subject, key);
        var (exit, output) = OutsideTool.Run(
            "openssl", "x509", "-req", "-in", folder.File(name + ".csr"), "-signkey", root.KeyFile, "-days", "3650", "-sha256", "-extfile", root.Write(extensions), "-out", root.CertificateFile);
        Assert.That(exit, Is.Zero, output);
        return root;
    }

    /// <summary>Issues a certificate below this one.</summary>
    public OpensslAuthority Issue(string name, string subject, string extensions, string key = "EC", string digest = "-sha256", string serial = "4660", int days = 365)
    {
        var issued = new OpensslAuthority(_folder, name);
        issued.Request(subject, key);
        var (exit, output) = OutsideTool.Run(
            "openssl", "x509", "-req", "-in", _folder.File(name + ".csr"), "-CA", CertificateFile, "-CAkey", KeyFile, "-set_serial", serial, "-days", days.ToString(System.Globalization.CultureInfo.InvariantCulture),
            digest, "-extfile", issued.Write(extensions), "-out", issued.CertificateFile);
        Assert.That(exit, Is.Zero, output);
        return issued;
    }

    /// <summary>What openssl says of a path now, trusting the root alone.</summary>
    public static bool OpensslAccepts(OpensslAuthority root, OpensslAuthority leaf, params OpensslAuthority[] between)
    {
        List<string> arguments = ["verify", "-no-CApath", "-no-CAstore", "-CAfile", root.CertificateFile];
        foreach (var authority in between)
        {
            arguments.AddRange(["-untrusted", authority.CertificateFile]);
        }

        return OutsideTool.Run("openssl", [.. arguments, leaf.CertificateFile]).Exit == 0;
    }

    private void Request(string subject, string key)
    {
        string[] algorithm = key == "EC" ? ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] : ["-newkey", key];
        var (exit, output) = OutsideTool.Run("openssl", ["req", "-new", "-utf8", "-nodes", .. algorithm, "-keyout", KeyFile, "-subj", subject, "-out", _folder.File(_name + ".csr")]);
        Assert.That(exit, Is.Zero, output);
    }

    private string Write(string extensions) => _folder.Write(_name + ".ext", System.Text.Encoding.UTF8.GetBytes(extensions));
}
