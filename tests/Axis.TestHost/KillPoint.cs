using System.Diagnostics;
using System.Globalization;
using Axis.Node.Drop;

namespace Axis.TestHost;

/// <summary>Where this process ends itself without a word: the n-th time that a named moment is reached after the node is ready.</summary>
public sealed class KillPoint
{
    /// <summary>Environment variable that names it: <c>AfterCommit:17</c>. Unset: the process lives until somebody else ends it.</summary>
    public const string Variable = "AXIS_KILL_AT";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string? _moment;
    private readonly int _occurrence;
    private int _seen;
    private volatile bool _armed;

    private KillPoint(string? moment, int occurrence) => (_moment, _occurrence) = (moment, occurrence);

    /// <summary>Reads the variable.</summary>
    /// <exception cref="FormatException">It is set and not <c>Moment:n</c>.</exception>
    public static KillPoint FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return new KillPoint(null, 0);
        }

        return text.Split(':') is [var moment, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence) && occurrence > 0
            ? new KillPoint(moment, occurrence)
            : throw new FormatException($"{Variable} is 'Moment:n', not '{text}'.");
    }

    /// <summary>Name of a moment between the steps of a drop folder.</summary>
    public static string OfDrop(DropStep step) => "Drop" + step;

    /// <summary>From now on moments count.</summary>
    public void Arm() => _armed = true;

    /// <summary>A moment is reached; does not return when it is the one.</summary>
    public void Reached(string moment)
    {
        if (_armed && moment == _moment && Interlocked.Increment(ref _seen) == _occurrence)
        {
            // Whoever was told too early gets the time to pass it on: only then is an answer before the commit seen to be one.
            Thread.Sleep(Pause);
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }
}
