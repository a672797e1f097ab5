namespace Axis.Core.Routing;

/// <summary>What is done with a new document to a closed agency that several continue, or none (REF-04).</summary>
public enum ClosedRecipients
{
    /// <summary>Refused, naming the agencies that continue it.</summary>
    Refuse = 0,

    /// <summary>Delivered to the focal office of the superior agency (LVL-05), which knows where it belongs.</summary>
    FocalOffice = 1,
}
