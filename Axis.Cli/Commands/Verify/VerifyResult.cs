using Axis.Signing.Offline;

namespace Axis.Cli.Commands.Verify;

/// <summary>What <c>verify --json</c> prints.</summary>
/// <param name="Files">One report per file or receipt.</param>
public sealed record VerifyResult(IReadOnlyList<FileReport> Files);
