using System.Globalization;
using System.Runtime.InteropServices;

namespace Axis.Cli.Commands.Bench;

/// <summary>The machine that the figures were measured on; figures without it say nothing.</summary>
/// <param name="Processor">Model name.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="MemoryBytes">Memory that this process may use.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="LoadAverage">Mean number of runnable tasks over the last minute, before the run: above zero, others took part of the machine.</param>
public sealed record MachineFacts(string Processor, int Cores, long MemoryBytes, string System, string Runtime, double? LoadAverage)
{
    /// <summary>Reads them.</summary>
    public static MachineFacts Read() => new(
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        (Line("/etc/os-release", "PRETTY_NAME") ?? RuntimeInformation.OSDescription).Trim('"'),
        RuntimeInformation.FrameworkDescription,
        Load());

    private static string? Line(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split([':', '='], 2)[^1].Trim()
        : null;

    private static double? Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : null;
}
