namespace Axis.Cli.Commands.Bench;

/// <summary>Processor time and peak memory of some processes from its making on.</summary>
public sealed class ProcessMeter
{
    private readonly (string Name, int Pid, double Seconds)[] _processes;

    /// <param name="processes">Name and process id.</param>
    public ProcessMeter(IReadOnlyList<(string Name, int Pid)> processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        foreach (var (_, pid) in processes)
        {
            ProcessFigures.ForgetPeak(pid);
        }

        _processes = [.. processes.Select(static p => (p.Name, p.Pid, ProcessFigures.ProcessorSeconds(p.Pid)))];
    }

    /// <summary>What was used since.</summary>
    /// <param name="documents">Divisor of the processor time.</param>
    public IReadOnlyList<ProcessUse> Read(int documents) =>
        [.. _processes.Select(p => new ProcessUse(
            p.Name,
            Math.Round((ProcessFigures.ProcessorSeconds(p.Pid) - p.Seconds) * 1000 / documents, 3),
            ProcessFigures.PeakResidentBytes(p.Pid),
            ProcessFigures.FileBytes(p.Pid)))];
}
