using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>What rules did and why not, the newest first. Kept for 30 days.</summary>
public sealed class AutomationLog(HubStore store)
{
    private const int AtOnce = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <param name="before">The last entry of the page before.</param>
    public Task<List<AutomationEntry>> Find(
        Caller caller, Guid? rule, Guid? conversation, RuleResult? result, Guid? before, int take, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, db =>
        {
            var rows = db.AutomationEntries.Where(row => row.WorkspaceId == caller.WorkspaceId
                && (rule == null || row.RuleId == rule) && (conversation == null || row.ConversationId == conversation)
                && (result == null || row.Result == result) && (before == null || row.Id.CompareTo(before.Value) < 0));
            if (caller.Sees != VisibilityScope.All)
                rows = rows.Where(row => db.Conversations.VisibleTo(caller).Any(thread => thread.Id == row.ConversationId));
            return rows.OrderByDescending(row => row.Id).Take(take).ToListAsync(cancellation);
        });

    /// <summary>Forgets what is too old: all of it, some in one transaction.</summary>
    public async Task Expire(CancellationToken cancellation)
    {
        var until = store.Now - Kept;
        while (true)
        {
            // By time, which is indexed: as many as share their moment with the last of these go too.
            var times = await store.Read(null, db => db.AutomationEntries.Where(row => row.At < until)
                .OrderBy(row => row.At).Select(row => row.At).Take(AtOnce).ToListAsync(cancellation));
            if (times.Count == 0)
                return;
            var last = times[^1];
            await store.Write(null, null, db => db.AutomationEntries.Where(row => row.At <= last).ExecuteDeleteAsync(cancellation), cancellation);
        }
    }
}
