namespace Axis.Node.Console.Uploads;

/// <summary>Files that a form holds besides the one it announces.</summary>
/// <param name="Size">Their bytes together.</param>
/// <param name="Count">How many.</param>
internal readonly record struct FormFiles(long Size, int Count);
