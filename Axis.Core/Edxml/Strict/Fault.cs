namespace Axis.Core.Edxml.Strict;

/// <summary>Makes the exception from two half sentences about one element.</summary>
internal static class Fault
{
    public static EdxmlFormatException Of(string code, string path, string predicateVi, string predicateEn) =>
        new(code, path, $"Phần tử {path} {predicateVi}.", $"Element {path} {predicateEn}.");
}
