using System.Globalization;
using System.Runtime.InteropServices;

namespace Axis.Node.Hosting;

/// <summary>Pages of program files that were read to start and may never be read again.</summary>
internal static class ProgramPages
{
    private const string Maps = "/proc/self/maps";
    private const string SharedReadOnly = "r--s";
    private const int DontNeed = 4;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Advise(nint address, nuint length, int advice);

    /// <summary>
    /// Gives the pages of assemblies that are mapped shared and read-only back to the system (madvise(2), <c>MADV_DONTNEED</c>): most of them served the start alone. One that is
    /// wanted again comes from the page cache. Does nothing where the system is not Linux with glibc.
    /// </summary>
    /// <returns>How many mappings were given back.</returns>
    public static int GiveBack() => Glibc.Find<Advise>("madvise") is { } advise
        ? File.ReadLines(Maps).Count(line => IsAssembly(line, out var start, out var length) && advise(start, length, DontNeed) == 0)
        : 0;

    // "7f0c58000000-7f0c58200000 r--s 00000000 08:01 1234   /path/of/an/assembly.dll" (proc(5)).
    private static bool IsAssembly(ReadOnlySpan<char> line, out nint start, out nuint length)
    {
        (start, length) = (0, 0);
        var dash = line.IndexOf('-');
        var space = line.IndexOf(' ');
        if (dash < 0 || space < dash || !line[(space + 1)..].StartsWith(SharedReadOnly, StringComparison.Ordinal) || !line.EndsWith(".dll", StringComparison.Ordinal)
            || !nint.TryParse(line[..dash], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out start)
            || !nint.TryParse(line[(dash + 1)..space], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var end))
        {
            return false;
        }

        length = (nuint)(end - start);
        return true;
    }
}
