using Axis.Core.Receipts;
using Axis.Signing.Offline;

namespace Axis.Cli.Commands.Verify;

/// <summary>Receipts in a file.</summary>
public static class ReceiptFile
{
    /// <summary>Reads the receipts.</summary>
    /// <exception cref="CliFailureException">The file holds no receipts.</exception>
    public static IReadOnlyList<SealedReceipt> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return ReceiptList.Read(file);
        }
        catch (FormatException e)
        {
            throw CliFailureException.Usage($"Tệp {path} không phải tệp biên nhận: {e.Message}", "Lấy biên nhận bằng API /packets/{gói}/receipts hoặc 'axis outbox show --json'.");
        }
    }
}
