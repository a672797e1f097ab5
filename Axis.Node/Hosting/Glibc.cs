using System.Runtime.InteropServices;

namespace Axis.Node.Hosting;

/// <summary>Functions of the C library that not every system has.</summary>
internal static class Glibc
{
    /// <summary>The function, or <c>null</c> where the system is not Linux with glibc.</summary>
    /// <typeparam name="T">Its signature.</typeparam>
    /// <param name="name">Its name.</param>
    public static T? Find<T>(string name)
        where T : Delegate =>
        OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("libc.so.6", out var library) // never unloaded: it is the library that the process lives on
        && NativeLibrary.TryGetExport(library, name, out var address)
            ? Marshal.GetDelegateForFunctionPointer<T>(address)
            : null;
}
