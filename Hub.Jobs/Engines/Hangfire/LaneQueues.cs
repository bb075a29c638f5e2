using Hub.Core.Deliveries;

namespace Hub.Jobs.Engines.Hangfire;

/// <summary>Hangfire takes jobs by the queue's place: answers, what people wrote and what keeps an account open first, bulk work last.</summary>
internal static class LaneQueues
{
    public const string Upkeep = "upkeep";
    private const string Answers = "answers";
    private const string Crm = "crm";
    private const string Signals = "signals";

    public static readonly string[] All = [Answers, Crm, Signals, Upkeep];

    public static string Of(DeliveryKind kind) => kind switch
    {
        DeliveryKind.SendMessage or DeliveryKind.MarkRead or DeliveryKind.Poll or DeliveryKind.RefreshToken => Answers,
        DeliveryKind.SyncContact or DeliveryKind.SyncOrder or DeliveryKind.SyncBooking or DeliveryKind.ReadCrm or DeliveryKind.CallWebhook => Crm,
        DeliveryKind.ReportSignal => Signals,
        _ => Upkeep,
    };
}
