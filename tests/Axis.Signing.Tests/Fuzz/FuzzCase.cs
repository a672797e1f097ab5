namespace Axis.Signing.Tests.Fuzz;

/// <summary>One generated case: made again from its seed alone.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Steps">What was done to the packet, in order.</param>
/// <param name="Bytes">What the judges get.</param>
internal sealed record FuzzCase(int Seed, string Steps, byte[] Bytes)
{
    public override string ToString() => $"seed {Seed} ({Steps}):\n{Support.Packets.Text(Bytes)}";
}
