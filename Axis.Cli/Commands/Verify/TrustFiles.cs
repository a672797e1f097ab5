using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Verify;

/// <summary>Reads what the person who verifies hands over as files to be believed.</summary>
public static class TrustFiles
{
    /// <summary>Trust anchors alone (PEM, one or several per file, or DER): paths can be built, but whose certificates they are is not known.</summary>
    /// <exception cref="CliFailureException">A file holds no certificate.</exception>
    public static DirectorySnapshot Anchors(IEnumerable<string> files)
    {
        var anchors = new List<ReadOnlyMemory<byte>>();
        foreach (var file in files)
        {
            try
            {
                var certificates = new X509Certificate2Collection();
                certificates.ImportFromPemFile(file);
                if (certificates.Count == 0)
                {
                    certificates.Add(X509CertificateLoader.LoadCertificateFromFile(file));
                }

                anchors.AddRange(certificates.Select(static c => (ReadOnlyMemory<byte>)c.RawData));
            }
            catch (CryptographicException e)
            {
                throw CliFailureException.Usage($"Tệp {file} không chứa chứng thư: {e.Message}", "Đưa tệp PEM hoặc DER của gốc tin cậy.");
            }
        }

        return new DirectorySnapshot([], [], [], anchors, FrozenDictionary<string, SectionVersion>.Empty);
    }

    /// <summary>
    /// Signed sections. They were handed over by the person who verifies, so the root's own key is the one believed; every other section must stand under the
    /// root's delegation.
    /// </summary>
    /// <exception cref="CliFailureException">A section does not hold.</exception>
    public static DirectorySnapshot Sections(IReadOnlyList<string> files, DateTimeOffset now)
    {
        var sections = files.Select(Parse).OrderBy(static s => s.Head.Section != SectionHead.RootName).ToArray();
        if (sections.FirstOrDefault() is not { Head.Section: SectionHead.RootName } root)
        {
            throw CliFailureException.Usage("Trong các phần danh bạ đưa vào không có phần gốc (root).", "Đưa thêm tệp root.section.");
        }

        var book = new DirectoryBook(root.Head.Key);
        foreach (var section in sections)
        {
            if (book.Accept(section.Bytes, now) is SectionRefused refused)
            {
                throw new CliFailureException(ExitCodes.Refused, refused.Code, refused.Reason, "Xin lại các phần danh bạ từ nút cấp trên.");
            }
        }

        return book.Snapshot;
    }

    private static DirectorySection Parse(string file)
    {
        try
        {
            return DirectorySection.Parse(File.ReadAllBytes(file));
        }
        catch (SectionFormatException e)
        {
            throw CliFailureException.Usage($"{file}: {e.Message}", "Kiểm tra có đúng tệp .section không.");
        }
    }
}
