using System.CommandLine;
using Axis.Core.Agencies;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Cli.Commands.Verify;

/// <summary>Revocation data that the person who verifies hands over as files.</summary>
public static class RevocationFiles
{
    /// <summary>The option that brings revocation lists.</summary>
    public static Option<string[]> Lists(string description) => new("--crl") { Description = description, HelpName = "tệp", AllowMultipleArgumentsPerToken = true };

    /// <summary>The option that brings OCSP responses (RFC 6960 §4.2).</summary>
    public static Option<string[]> Responses() => new("--ocsp")
    {
        Description = "Trả lời OCSP (DER), như 'openssl ocsp -respout' ghi ra; chỉ được tin theo chữ ký và thời hạn của nó.",
        HelpName = "tệp",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The data of a directory and of files.</summary>
    /// <param name="directory">Its lists count too.</param>
    /// <param name="lists">Files, DER or PEM.</param>
    /// <param name="responses">Files, DER.</param>
    /// <exception cref="CliFailureException">One is not there or cannot be read: what was brought on purpose is not left out in silence.</exception>
    public static RevocationBook Read(DirectorySnapshot directory, IReadOnlyList<string>? lists, IReadOnlyList<string>? responses)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return new RevocationBook(
            [.. directory.RevocationLists.Select(static d => List(d, "danh bạ")), .. InputFiles.Existing(lists ?? []).Select(static f => List(File.ReadAllBytes(f), f))],
            [.. InputFiles.Existing(responses ?? []).Select(Response)]);
    }

    private static RevocationList List(ReadOnlyMemory<byte> bytes, string source)
    {
        try
        {
            return CrlReader.Read(CrlReader.ToDer(bytes));
        }
        catch (CrlFormatException e)
        {
            throw CliFailureException.Usage($"{source}: danh sách thu hồi không đọc được: {e.Message}", "Đưa tệp CRL (PEM hoặc DER) của nơi cấp chứng thư.");
        }
    }

    private static OcspResponse Response(string file)
    {
        try
        {
            return OcspReader.Read(File.ReadAllBytes(file));
        }
        catch (OcspFormatException e)
        {
            throw CliFailureException.Usage($"{file}: trả lời OCSP không đọc được: {e.Message}", "Đưa tệp DER do máy chủ OCSP của nơi cấp chứng thư trả về.");
        }
    }
}
