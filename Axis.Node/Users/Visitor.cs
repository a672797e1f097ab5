using System.Net;

namespace Axis.Node.Users;

/// <summary>Where an attempt to sign in comes from.</summary>
/// <param name="Client">What the browser calls itself.</param>
/// <param name="Remote">Its address.</param>
/// <param name="Marks">What it keeps of earlier sign-ins, see <see cref="KnownBrowsers"/>.</param>
internal sealed record Visitor(string? Client, IPAddress? Remote, string? Marks = null);
