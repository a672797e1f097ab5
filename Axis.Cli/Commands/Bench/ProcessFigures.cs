using System.Globalization;

namespace Axis.Cli.Commands.Bench;

/// <summary>What the kernel says of a process (Linux, <c>/proc</c>).</summary>
public static class ProcessFigures
{
    // USER_HZ: the unit of /proc/PID/stat on every Linux that .NET runs on (proc(5)).
    private const double TicksPerSecond = 100;

    /// <summary>Processor seconds used so far, user and system; zero where there is no <c>/proc</c>.</summary>
    public static double ProcessorSeconds(int pid)
    {
        var path = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat";
        if (!File.Exists(path))
        {
            return 0;
        }

        // The second field is the command in brackets and may hold blanks: counted from the last bracket, utime and stime are the 12th and 13th.
        var text = File.ReadAllText(path);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Resident memory now, in bytes.</summary>
    public static long ResidentBytes(int pid) => Status(pid, "VmRSS:");

    /// <summary>Highest resident memory since the start or <see cref="ForgetPeak"/>, in bytes.</summary>
    public static long PeakResidentBytes(int pid) => Status(pid, "VmHWM:");

    /// <summary>The part of the resident memory that is pages of program files: shared by all processes that run them, and given back when memory is short.</summary>
    public static long FileBytes(int pid) => Status(pid, "RssFile:");

    /// <summary>Begins a new peak (proc(5), <c>clear_refs</c> with 5).</summary>
    public static void ForgetPeak(int pid)
    {
        var path = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/clear_refs";
        if (File.Exists(path))
        {
            File.WriteAllText(path, "5");
        }
    }

    private static long Status(int pid, string name)
    {
        var path = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/status";
        var line = File.Exists(path) ? File.ReadLines(path).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024;
    }
}
