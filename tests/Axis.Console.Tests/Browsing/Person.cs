namespace Axis.Console.Tests.Browsing;

/// <summary>Somebody with an account on one of the two nodes.</summary>
/// <param name="Name">Sign-in name.</param>
/// <param name="Password">A password of the person's own.</param>
/// <param name="Upper">On the province's node; otherwise on the commune's.</param>
public sealed record Person(string Name, string Password, bool Upper);
