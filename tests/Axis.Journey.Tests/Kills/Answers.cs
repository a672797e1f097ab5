using Axis.Core.Contracts;

namespace Axis.Journey.Tests.Kills;

/// <summary>What the receivers answer: told by packet and recipient alone, so that the end can be held against it.</summary>
internal static class Answers
{
    /// <summary>The answers in their order; empty = the document is only received.</summary>
    public static IReadOnlyList<string> To(string packet, string recipient) => (packet[0], recipient.Length % 2) switch
    {
        ('0' or '1', _) => ["03"],
        ('2', 0) => ["02"],
        ('3', _) => ["03", "05"],
        _ => [],
    };

    /// <summary>State of the recipient at the sender when everything has come home.</summary>
    public static string StateAfter(string packet, string recipient) => To(packet, recipient) is { Count: > 0 } codes ? codes[^1] : "01";

    public static AnswerStatus Status(string code) => code == "02"
        ? new AnswerStatus { Code = code, ReasonCode = "SAI_NOI_NHAN", Description = "Gửi nhầm" }
        : new AnswerStatus { Code = code };
}
