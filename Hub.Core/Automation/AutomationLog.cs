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

    /// <summary>Forgets what is too old, some at a time.</summary>
    public async Task Expire(CancellationToken cancellation)
    {
        var until = store.Now - Kept;
        var old = await store.Read(null, db => db.AutomationEntries.Where(row => row.At < until)
            .OrderBy(row => row.At).Select(row => row.Id).Take(AtOnce).ToListAsync(cancellation));
        if (old.Count > 0)
            await store.Write(null, null, db => db.AutomationEntries.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellation), cancellation);
    }
}
