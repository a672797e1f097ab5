namespace Axis.Core.Contracts;

/// <summary>An error answer (RFC 9457) with a stable code and sentences in both languages.</summary>
public sealed record Problem
{
    /// <summary>Media type of the answer.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary><c>urn:docaxis:problem:</c> and the code in lower case.</summary>
    public required string Type { get; init; }

    /// <summary>Short Vietnamese title of the HTTP status.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Stable code, upper case with underscores or a rule id (SEC-01).</summary>
    public required string Code { get; init; }

    /// <summary>Vietnamese: what is wrong and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>The same in English.</summary>
    public required string DetailEn { get; init; }

    /// <summary>Identifier of the request, for the operator's log.</summary>
    public string? Instance { get; init; }

    /// <summary>What is wrong with which field.</summary>
    public IReadOnlyList<FieldProblem>? Errors { get; init; }

    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">JSON path of the field, e.g. <c>to[2]</c>.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">Vietnamese sentence.</param>
/// <param name="DetailEn">English sentence.</param>
/// <param name="Suggestions">What may have been meant (nearest agencies, successors).</param>
public sealed record FieldProblem(string Field, string Code, string Detail, string? DetailEn = null, IReadOnlyList<string>? Suggestions = null);
