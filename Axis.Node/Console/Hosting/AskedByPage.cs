namespace Axis.Node.Console.Hosting;

/// <summary>Marks an address that an open page asks again and again by itself: such a request is no sign that anybody is there, so the session may end meanwhile.</summary>
internal sealed class AskedByPage
{
    public static AskedByPage Mark { get; } = new();
}
