using System.Collections.Concurrent;
using System.Text.Json;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>The compiled rules of workspaces, compiled anew when the stamp of one has risen.</summary>
public sealed class RuleSets
{
    private readonly ConcurrentDictionary<Guid, Compiled> _compiled = new();
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _turns = new();

    /// <summary>Many connections may ask at once after a change: one of them compiles.</summary>
    /// <returns>Null when the workspace has no rule that is switched on.</returns>
    internal async Task<RuleSet?> Find(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var version = await db.AutomationSettings.Where(row => row.WorkspaceId == workspace).Select(row => (int?)row.Version)
            .FirstOrDefaultAsync(cancellation);
        if (version is not { } stamp)
            return null;
        if (_compiled.TryGetValue(workspace, out var known) && known.Version == stamp)
            return known.Set;
        var turn = _turns.GetOrAdd(workspace, _ => new SemaphoreSlim(1)); // whoever has it reads only, and so waits for nobody
        await turn.WaitAsync(cancellation);
        try
        {
            if (_compiled.TryGetValue(workspace, out known) && known.Version == stamp)
                return known.Set;
            var set = await Compile(db, workspace, cancellation);
            _compiled[workspace] = new Compiled(stamp, set);
            return set;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>As they stand in a transaction that has changed them. Kept for nobody else: it may not be committed.</summary>
    internal static async Task<RuleSet?> Compile(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var rules = await db.Rules.AsNoTracking().Where(row => row.WorkspaceId == workspace && row.State != RuleState.Off)
            .ToListAsync(cancellation);
        var set = new RuleSet(await Policy(db, workspace, cancellation), rules);
        return set.IsEmpty ? null : set;
    }

    /// <summary>So that every process compiles anew. In the database: a merge of contacts is in another turn than people's changes of rules.</summary>
    internal static Task Raise(HubDb db, Guid workspace, CancellationToken cancellation) => db.AutomationSettings
        .Where(row => row.WorkspaceId == workspace)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), cancellation);

    internal static async Task<AutomationPolicy> Policy(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var json = await db.AutomationSettings.Where(row => row.WorkspaceId == workspace).Select(row => row.Policy)
            .FirstOrDefaultAsync(cancellation);
        if (json is null)
            return new AutomationPolicy();
        try
        {
            return RuleJson.Read<AutomationPolicy>(json);
        }
        catch (JsonException)
        {
            return new AutomationPolicy(); // of a later version: the usual limits are safe ones
        }
    }

    private sealed record Compiled(int Version, RuleSet? Set);
}
