using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api;

/// <summary>Who may call what. Every endpoint names one of these; one that names none is closed to everybody.</summary>
public static class Policies
{
    /// <summary>No token needed: health and the description of the API.</summary>
    public const string Anyone = "anyone";

    /// <summary>Figures without contents: this machine, operators and auditors.</summary>
    public const string Metrics = "metrics";

    /// <summary>Hands in documents.</summary>
    public const string Submit = "submit";

    /// <summary>Reads documents of its agencies.</summary>
    public const string ReadDocuments = "read-documents";

    /// <summary>Answers for its agencies.</summary>
    public const string Answer = "answer";

    /// <summary>Sees where documents are, operators without contents.</summary>
    public const string Track = "track";

    /// <summary>Says which document a status means: clerk, leader, operator.</summary>
    public const string Settle = "settle";

    /// <summary>Any valid token.</summary>
    public const string AnyToken = "any-token";

    /// <summary>Sees queues, links, quarantine, status.</summary>
    public const string ReadOperations = "read-operations";

    /// <summary>Acts on queues, links, tokens.</summary>
    public const string Operate = "operate";

    /// <summary>Reads the journal, operators without details.</summary>
    public const string ReadJournal = "read-journal";

    /// <summary>Searches and verifies; changes nothing.</summary>
    public const string Audit = "audit";

    /// <summary>Decides about documents that bear signs of a state secret.</summary>
    public const string GuardSecrets = "guard-secrets";

    /// <summary>Calls of neighbours: only over the link listener, where mutual TLS has identified them.</summary>
    public const string Link = "link";

    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(Anyone, static p => p.RequireAssertion(static _ => true));
        options.AddPolicy(Metrics, static p => p.RequireAssertion(static c =>
            c.User.IsInRole("operator") || c.User.IsInRole("auditor")
            || (c.Resource as HttpContext)?.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)));
        options.AddPolicy(Submit, static p => p.RequireAuthenticatedUser().RequireRole("clerk"));
        options.AddPolicy(ReadDocuments, static p => p.RequireAuthenticatedUser().RequireRole("clerk", "leader", "auditor"));
        options.AddPolicy(Answer, static p => p.RequireAuthenticatedUser().RequireRole("clerk", "leader"));
        options.AddPolicy(Track, static p => p.RequireAuthenticatedUser().RequireRole("clerk", "leader", "operator", "auditor"));
        options.AddPolicy(Settle, static p => p.RequireAuthenticatedUser().RequireRole("clerk", "leader", "operator"));
        options.AddPolicy(AnyToken, static p => p.RequireAuthenticatedUser().RequireRole("clerk", "leader", "operator", "auditor", "security"));
        options.AddPolicy(ReadOperations, static p => p.RequireAuthenticatedUser().RequireRole("operator", "auditor"));
        options.AddPolicy(Operate, static p => p.RequireAuthenticatedUser().RequireRole("operator"));
        options.AddPolicy(ReadJournal, static p => p.RequireAuthenticatedUser().RequireRole("operator", "auditor"));
        options.AddPolicy(Audit, static p => p.RequireAuthenticatedUser().RequireRole("auditor"));
        options.AddPolicy(GuardSecrets, static p => p.RequireAuthenticatedUser().RequireRole("security"));
        options.AddPolicy(Link, static p => p.RequireAssertion(static c => (c.Resource as HttpContext)?.Features.Get<ListenerFace>() == ListenerFace.Link));

        // No endpoint, or one that only carries a status (404, 405, 415), goes on to say so; a route that names no policy is closed.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(static c => (c.Resource as HttpContext)?.GetEndpoint() is not RouteEndpoint)
            .Build();
    }
}
