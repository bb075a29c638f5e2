namespace Hub.Connectors.Crm.HubSpot;

/// <summary>Object types as paths name them, in lower case.</summary>
internal enum HubSpotObject
{
    Contacts,
    Orders,
    Meetings,
}

internal static class HubSpotObjects
{
    public static string Path(this HubSpotObject type) => type switch
    {
        HubSpotObject.Contacts => "contacts",
        HubSpotObject.Orders => "orders",
        _ => "meetings",
    };

    /// <summary>A property that every portal has; a new one goes into its group.</summary>
    public static string Neighbour(this HubSpotObject type) => type switch
    {
        HubSpotObject.Contacts => "firstname",
        HubSpotObject.Orders => "hs_order_name",
        _ => "hs_meeting_title",
    };
}
