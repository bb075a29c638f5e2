using Hub.Core.Deliveries;

namespace Hub.Jobs.Engines;

/// <summary>What operators read in a job dashboard.</summary>
internal static class LaneTitles
{
    public static string Of(LaneKey lane) => $"{Verb(lane.Kind)} · connection {lane.ConnectionId:N}";

    private static string Verb(DeliveryKind kind) => kind switch
    {
        DeliveryKind.SendMessage => "Send messages",
        DeliveryKind.MarkRead => "Mark conversations read",
        DeliveryKind.ReportSignal => "Report signals",
        DeliveryKind.SyncContact => "Sync contacts",
        DeliveryKind.SyncOrder => "Sync orders",
        DeliveryKind.FetchAttachment => "Fetch attachments",
        DeliveryKind.Poll => "Poll the platform",
        DeliveryKind.RefreshToken => "Refresh token",
        _ => kind.ToString(),
    };
}
