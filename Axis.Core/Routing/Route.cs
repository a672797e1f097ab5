using Axis.Core.Agencies;

namespace Axis.Core.Routing;

/// <summary>Where a packet goes for one recipient. Closed: five answers, and only the first two carry a packet onward.</summary>
public abstract record Route
{
    private Route(OrganId addressed) => Addressed = addressed;

    /// <summary>The code as the packet writes it.</summary>
    public OrganId Addressed { get; }

    /// <summary>The recipient's mailbox is on this node.</summary>
    public sealed record Here : Route
    {
        internal Here(OrganId addressed, Agency agency, Redirection? redirected)
            : base(addressed)
        {
            Agency = agency;
            Redirected = redirected;
        }

        /// <summary>The agency delivered to.</summary>
        public Agency Agency { get; }

        /// <summary>Set when a successor takes the place of the addressed agency (REF-03).</summary>
        public Redirection? Redirected { get; }
    }

    /// <summary>The packet goes to a neighbour.</summary>
    public sealed record Via : Route
    {
        internal Via(OrganId addressed, NodeId neighbour, Agency agency, Redirection? redirected)
            : base(addressed)
        {
            Neighbour = neighbour;
            Agency = agency;
            Redirected = redirected;
        }

        /// <summary>The next node.</summary>
        public NodeId Neighbour { get; }

        /// <summary>The agency delivered to in the end.</summary>
        public Agency Agency { get; }

        /// <summary>Set when a successor takes the place of the addressed agency (REF-03).</summary>
        public Redirection? Redirected { get; }
    }

    /// <summary>No agency has this code or alias.</summary>
    public sealed record Unknown : Route
    {
        private readonly Lazy<IReadOnlyList<Agency>> _nearest;

        internal Unknown(OrganId addressed, Func<IReadOnlyList<Agency>> nearest)
            : base(addressed) => _nearest = new(nearest);

        /// <summary>Open agencies whose code or name is most like the text; looked up when first asked for, because a relay never needs them.</summary>
        public IReadOnlyList<Agency> Nearest => _nearest.Value;

        /// <inheritdoc/>
        public bool Equals(Unknown? other) => other is not null && Addressed == other.Addressed;

        /// <inheritdoc/>
        public override int GetHashCode() => Addressed.GetHashCode();
    }

    /// <summary>The agency is closed or locked and no single successor takes its place (REF-04).</summary>
    public sealed record Closed : Route
    {
        internal Closed(OrganId addressed, Agency agency, IReadOnlyList<Agency> candidates, SuccessionFault? fault)
            : base(addressed)
        {
            Agency = agency;
            Candidates = candidates;
            Fault = fault;
        }

        /// <summary>The agency that no longer receives; its status tells locked from closed.</summary>
        public Agency Agency { get; }

        /// <summary>Open agencies that continue it, for the sender to choose from.</summary>
        public IReadOnlyList<Agency> Candidates { get; }

        /// <summary>Set when the directory's successor links are wrong (REF-05).</summary>
        public SuccessionFault? Fault { get; }
    }

    /// <summary>The agency is known and open, but no node of the directory leads to it.</summary>
    public sealed record Unreachable : Route
    {
        internal Unreachable(OrganId addressed, Agency agency)
            : base(addressed) => Agency = agency;

        /// <summary>The agency whose host lies on no way from here.</summary>
        public Agency Agency { get; }
    }
}
