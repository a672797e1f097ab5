namespace Axis.Node.Console.Hosting;

/// <summary>Marks an address that does the same whatever the person acts as: leaving, and choosing the role itself, go on working in a page made before the role changed.</summary>
internal sealed class InAnyRole
{
    public static InAnyRole Mark { get; } = new();
}
