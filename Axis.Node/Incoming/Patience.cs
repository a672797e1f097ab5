namespace Axis.Node.Incoming;

/// <summary>How long a packet is waited for that cannot be taken now: by whose trouble it is.</summary>
public enum Patience
{
    /// <summary>The packet's own, which hardly changes by trying again: a few tries.</summary>
    Tries = 1,

    /// <summary>Something that people put right, here or there (a directory that is behind, a fault): days.</summary>
    Days = 2,

    /// <summary>This node's room or reach, of which its sender cannot know anything: as long as it takes.</summary>
    Unlimited = 3,
}
