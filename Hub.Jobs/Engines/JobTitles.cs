using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Jobs.Engines;

/// <summary>
/// What operators read in a job dashboard: "Report signals · TikTok Events · Shop A". Jobs carry ids only, so names are looked up when
/// they are shown, and nothing but ids stays behind when a connection goes.
/// </summary>
public sealed class JobTitles(HubStore store, IEnumerable<RecurringJob> recurring, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, string> _recurring = recurring.ToDictionary(job => job.Name, job => job.Title, StringComparer.Ordinal);
    private Dictionary<(Guid, Guid), string> _names = [];
    private DateTimeOffset _until;

    /// <summary>Looks connections up again when that is some time ago. Before lanes that are to show names.</summary>
    public async Task Refresh(ConnectorRegistry connectors, CancellationToken cancellation)
    {
        if (clock.GetUtcNow() < _until)
            return;
        var connections = await store.Read(null, db => db.Connections
            .Select(row => new { row.WorkspaceId, row.Id, row.ConnectorId, row.Name }).ToListAsync(cancellation));
        _names = connections.ToDictionary(
            row => (row.WorkspaceId, row.Id), row => $"{connectors.Find(row.ConnectorId)?.Manifest?.Name.En ?? row.ConnectorId} · {row.Name}");
        _until = clock.GetUtcNow() + Fresh;
    }

    public string Of(LaneKey lane) =>
        $"{Verb(lane.Kind)} · {_names.GetValueOrDefault((lane.WorkspaceId, lane.ConnectionId)) ?? $"connection {lane.ConnectionId:N}"}";

    /// <param name="recurring">The name of a recurring job.</param>
    public string Of(string recurring) => _recurring.GetValueOrDefault(recurring, recurring);

    private static string Verb(DeliveryKind kind) => kind switch
    {
        DeliveryKind.SendMessage => "Send messages",
        DeliveryKind.MarkRead => "Mark conversations read",
        DeliveryKind.ReportSignal => "Report signals",
        DeliveryKind.SyncContact => "Sync contacts",
        DeliveryKind.SyncOrder => "Sync orders",
        DeliveryKind.SyncBooking => "Sync bookings",
        DeliveryKind.FetchAttachment => "Fetch attachments",
        DeliveryKind.LearnName => "Learn names",
        DeliveryKind.ReadCrm => "Read changes",
        DeliveryKind.Poll => "Poll the platform",
        DeliveryKind.RefreshToken => "Refresh token",
        DeliveryKind.CallWebhook => "Call webhooks",
        DeliveryKind.Revoke => "Revoke access",
        DeliveryKind.Subscribe => "Check the webhook subscription",
        _ => EnumNames.Of(kind),
    };
}
