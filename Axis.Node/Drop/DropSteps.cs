namespace Axis.Node.Drop;

/// <summary>Tells tests of each moment.</summary>
public sealed class DropSteps
{
    /// <summary>Who is told; nobody in a real node.</summary>
    public Action<DropStep>? Observer { get; set; }

    internal void Reached(DropStep step) => Observer?.Invoke(step);
}
