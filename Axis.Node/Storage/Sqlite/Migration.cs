using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>One numbered schema script.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Name">What the file name says after the number.</param>
/// <param name="Sql">The script.</param>
/// <param name="Digest">SHA-256 of the script: a released script never changes.</param>
internal sealed record Migration(int Version, string Name, string Sql, Digest Digest);
