namespace Axis.Node.Console.Pages.Inbox;

/// <summary>Duties in English; the Vietnamese names come with them.</summary>
internal static class DutyWords
{
    public static string English(string kind) => kind switch
    {
        "dispatch" => "Put on the axis",
        "receipt-notice" => "Tell the sender it arrived",
        "registration" => "Accept and register, or refuse",
        "solving" => "Solve",
        "refusal" => "Send back",
        "change-answer" => "Answer the sender's request",
        "paper-return" => "Send the paper copy back",
        _ => kind,
    };
}
