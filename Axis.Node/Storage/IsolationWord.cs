using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>The word of an agency that it found a state secret in a document (SEC-03).</summary>
/// <param name="Agency">Who says so.</param>
/// <param name="Notice">The status packet that says so.</param>
public sealed record IsolationWord(OrganId Agency, Digest Notice);
