using System.Runtime.InteropServices;

namespace Axis.Node.Hosting;

/// <summary>How the C library gives memory back.</summary>
internal static class NativeHeap
{
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    // Each thread that allocates would else get an arena of its own, up to eight per core, each with its own unused rest.
    private const int Arenas = 2;

    // The compiler of methods works in blocks of 64 KiB. Below the library's own threshold (128 KiB, rising) they would lie in the one heap among small things that
    // live long, and some 9 MB of a node's memory would be holes.
    private const int Threshold = 32 * 1024;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetOption(int option, int value);

    /// <summary>Has blocks of 32 KiB and more returned to the system as soon as they are freed, and threads share two arenas for the rest. Does nothing where the C library is not glibc.</summary>
    /// <returns>Whether the library took it.</returns>
    public static bool ReturnLargeBlocks() =>
        Glibc.Find<SetOption>("mallopt") is { } set && set(MmapThreshold, Threshold) == 1 && set(ArenaMax, Arenas) == 1;
}
