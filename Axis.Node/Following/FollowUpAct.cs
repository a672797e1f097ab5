namespace Axis.Node.Following;

/// <summary>What a clerk does about a recipient that is late or stuck.</summary>
public enum FollowUpAct
{
    /// <summary>Have the delivery that this node owes tried at once.</summary>
    Resend = 1,

    /// <summary>Remind the receiver.</summary>
    Remind = 2,

    /// <summary>Call somebody: no machine can mend it.</summary>
    Call = 3,

    /// <summary>Send a document in its place.</summary>
    Replace = 4,
}
