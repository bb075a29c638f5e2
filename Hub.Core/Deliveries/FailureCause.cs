using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>Why deliveries of a lane failed: all of it, one code, or exactly one outcome with its code.</summary>
/// <param name="Outcome">Name of the outcome; with it <paramref name="Code"/> is exact too, and null means: those without one.</param>
/// <param name="Code">Without an outcome, null means: whatever the code.</param>
/// <param name="Before">Only what had failed before: what fails while a person reads how many there are is none of those they decide about.</param>
public sealed record FailureCause(LaneKey Lane, string? Outcome = null, string? Code = null, DateTimeOffset? Before = null)
{
    internal IQueryable<Delivery> DeadOf(HubDb db)
    {
        var rows = db.Deliveries.Where(row => row.WorkspaceId == Lane.WorkspaceId && row.State == DeliveryState.Dead
            && row.ConnectionId == Lane.ConnectionId && row.Kind == Lane.Kind && (Before == null || row.SettledAt == null || row.SettledAt < Before));
        if (Outcome is not null)
            return rows.Where(row => row.Outcome == Outcome && row.Code == Code);
        return Code is null ? rows : rows.Where(row => row.Code == Code);
    }
}
