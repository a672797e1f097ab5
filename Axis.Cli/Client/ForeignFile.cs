namespace Axis.Cli.Client;

/// <summary>Files of a node that runs under another account. To this one they look as if they were not there.</summary>
public static class ForeignFile
{
    /// <summary>What to do about one.</summary>
    public const string Advice = "Chạy lệnh bằng tài khoản của nút: sudo -u docaxis axis … --data …";

    /// <summary>Whether the system refuses the file to this account, there or not (EACCES, not ENOENT).</summary>
    public static bool IsDenied(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return !Directory.Exists(path);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
