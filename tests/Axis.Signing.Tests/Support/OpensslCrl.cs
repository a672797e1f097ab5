namespace Axis.Signing.Tests.Support;

/// <summary>Revocation lists made by openssl.</summary>
internal static class OpensslCrl
{
    /// <summary>A list (PEM) over the lines of an index file.</summary>
    public static byte[] Make(TemporaryFolder folder, OpensslAuthority authority, string index, string extensions = "authorityKeyIdentifier=keyid")
    {
        folder.Write("crl-index.txt", System.Text.Encoding.ASCII.GetBytes(index));
        folder.Write("crlnumber", "01\n"u8);
        folder.Write("crl.cnf", System.Text.Encoding.ASCII.GetBytes(
            $"[ca]\ndefault_ca=d\n[d]\ndatabase={folder.File("crl-index.txt")}\ncrlnumber={folder.File("crlnumber")}\ndefault_md=sha256\ndefault_crl_days=7\ncrl_extensions=e\n[e]\n{extensions}\n"));
        var (exit, output) = OutsideTool.Run(
            "openssl", "ca", "-gencrl", "-config", folder.File("crl.cnf"), "-cert", authority.CertificateFile, "-keyfile", authority.KeyFile, "-out", folder.File("made.crl"));
        Assert.That(exit, Is.Zero, output);
        return File.ReadAllBytes(folder.File("made.crl"));
    }
}
