namespace Axis.Core.Edxml;

/// <summary>How data are taken from a packet's elements.</summary>
public enum BindingMode
{
    /// <summary>By absolute, namespace-checked paths, in order, each value in its one spelling; anything else is refused.</summary>
    Native = 0,

    /// <summary>By local name, with the repairs of the tolerance catalogue; every repair is reported.</summary>
    Tolerant,
}
