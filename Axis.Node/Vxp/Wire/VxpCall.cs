namespace Axis.Node.Vxp.Wire;

/// <summary>The thirteen calls of the client API: what follows the base address, and whether the answer is JSON.</summary>
public static class VxpCall
{
    public const string GetReceivedEdocList = "/getReceivedEdocList";

    public const string GetSentEdocList = "/getSentEdocList";

    public const string SendEdoc = "/sendEdoc";

    public const string GetEdoc = "/getEdoc";

    public const string UpdateStatus = "/updateStatus";

    public const string CountReceiveEdoc = "/countReceiveEdoc";

    public const string CountReceiveStatus = "/countReceiveStatus";

    /// <summary>The only one that answers with raw bytes, and with none at all when it fails.</summary>
    public const string DownloadEdoc = "/downloadEdoc";

    public const string GetAgenciesList = "/getAgenciesList";

    public const string GetAgenciesListQd20 = "/getAgenciesListQD20";

    public const string GetSynchronizeUnit = "/getSynchronizeUnit";

    public const string RegisterAgency = "/registerAgency";

    public const string DeleteAgency = "/deleteAgency";
}
