using System.Data.Common;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Jobs.Engines;

/// <summary>Each engine keeps a list of the nodes that work, and when each was heard of last; nodes that only serve are in none.</summary>
public static class WorkingNodes
{
    private static readonly TimeSpan Heard = TimeSpan.FromMinutes(1);

    /// <returns>Null when no node has worked yet: the first start of one makes the engine's tables.</returns>
    public static async Task<int?> Count(HubStore store, JobEngineKind engine, CancellationToken cancellation)
    {
        FormattableString alive = engine == JobEngineKind.Hangfire
            ? (FormattableString)$"""select count(*)::int as "Value" from hangfire.server where lastheartbeat > now() - interval '1 minute'"""
            : $"""select count(*)::int as "Value" from qrtz_scheduler_state where last_checkin_time > {(store.Now - Heard).UtcTicks}""";
        try
        {
            return await store.Read(null, db => db.Database.SqlQuery<int>(alive).SingleAsync(cancellation));
        }
        catch (DbException error) when (error.SqlState is "42P01" or "3F000") // no such table, no such schema
        {
            return null;
        }
    }
}
