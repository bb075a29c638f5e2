using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>How far a CRM was read back. Its id is the connection's.</summary>
public sealed class CrmReading : WorkspaceRow
{
    /// <summary>Where the next read goes on.</summary>
    public string? Cursor { get; set; }

    /// <summary>
    /// Set when the connection came back: what is gone there by then may be another calendar's or another database's, so that nobody is taken to
    /// have deleted it. Until all has been read once since.
    /// </summary>
    public DateTimeOffset? AnewAt { get; set; }

    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>When it last answered.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Why it does not: a stable code.</summary>
    public string? Code { get; set; }

    /// <summary>Changes that came from there.</summary>
    public int Followed { get; set; }

    public DateTimeOffset? FollowedAt { get; set; }

    /// <summary>The connection was away: it is read as if for the first time.</summary>
    internal static Task Restart(HubDb db, Connection connection, DateTimeOffset now, CancellationToken cancellation) => db.CrmReadings
        .Where(row => row.WorkspaceId == connection.WorkspaceId && row.Id == connection.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Cursor, (string?)null).SetProperty(row => row.AnewAt, now), cancellation);

    /// <summary>Adds changes that came outside of a read.</summary>
    internal static async Task Count(
        HubDb db, Connection connection, int followed, int overruled, DateTimeOffset now, CancellationToken cancellation)
    {
        if (followed + overruled > 0)
            await db.CrmReadings.Where(row => row.WorkspaceId == connection.WorkspaceId && row.Id == connection.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Followed, row => row.Followed + followed)
                    .SetProperty(row => row.Overruled, row => row.Overruled + overruled).SetProperty(row => row.FollowedAt, now), cancellation);
    }

    /// <summary>Changes there that could not be followed, or that one here stood against.</summary>
    public int Overruled { get; set; }
}
