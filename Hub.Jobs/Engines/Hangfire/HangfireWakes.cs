using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Jobs.Engines.Hangfire;

/// <summary>
/// Which wake-up of a lane is on its way. Hangfire makes a new job of every call and spends some thirty commits on each, so a lane that is
/// asked a thousand times must be one job. A row that lost its job suppresses nothing for longer than <see cref="Believed"/>.
/// </summary>
internal sealed class HangfireWakes(HubStore store)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);

    public Task Prepare(CancellationToken cancellation) => store.Read(null, db => db.Database.ExecuteSqlRawAsync(
        "create table if not exists hangfire.hub_wakes (lane text primary key, at bigint not null, job text)", cancellation));

    /// <returns>
    /// Null when the lane is woken by then anyway: by an earlier job, or by whoever runs it now, who looks for what is due once it has let
    /// go. Else the job that is now too late, or an empty text.
    /// </returns>
    public async Task<string?> Ask(LaneKey lane, DateTimeOffset at, CancellationToken cancellation)
    {
        var (name, kind, due) = (lane.ToString(), EnumNames.Of(lane.Kind), at.ToUnixTimeMilliseconds());
        var now = store.Now.ToUnixTimeMilliseconds();
        var lost = (store.Now - Believed).ToUnixTimeMilliseconds();
        var asked = await store.Read(null, db => db.Database.SqlQuery<string>(
            $"""
             with before as (select job from hangfire.hub_wakes where lane = {name})
             insert into hangfire.hub_wakes as wake (lane, at)
             select {name}, {due}
             where {due} > {now} or not exists (
                 select from lanes where workspace_id = {lane.WorkspaceId} and connection_id = {lane.ConnectionId} and kind = {kind}
                     and lease_until > {now})
             on conflict (lane) do update set at = excluded.at, job = null where wake.at > excluded.at or wake.at < {lost}
             returning coalesce((select job from before), '') as "Value"
             """).ToListAsync(cancellation));
        return asked.SingleOrDefault();
    }

    /// <summary>Notes the job, so that it can be taken back when somebody asks for an earlier time.</summary>
    public Task Carried(LaneKey lane, DateTimeOffset at, string job, CancellationToken cancellation)
    {
        var (name, due) = (lane.ToString(), at.ToUnixTimeMilliseconds());
        return store.Read(null, db => db.Database.ExecuteSqlAsync(
            $"update hangfire.hub_wakes set job = {job} where lane = {name} and at = {due}", cancellation));
    }

    /// <summary>The lane runs from now on, so whoever asks again wants another run.</summary>
    public Task Answered(LaneKey lane, string? job, CancellationToken cancellation)
    {
        var (name, now) = (lane.ToString(), store.Now.ToUnixTimeMilliseconds());
        return store.Read(null, db => db.Database.ExecuteSqlAsync(
            $"delete from hangfire.hub_wakes where lane = {name} and (at <= {now} or job = {job})", cancellation));
    }
}
