using System.Collections.Concurrent;
using System.Text.Json;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>The compiled rules of workspaces, compiled anew when the stamp of one has risen.</summary>
public sealed class RuleSets
{
    private readonly ConcurrentDictionary<Guid, Compiled> _compiled = new();

    /// <returns>Null when the workspace has no rule that is switched on.</returns>
    internal async Task<RuleSet?> Find(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var version = await db.AutomationSettings.Where(row => row.WorkspaceId == workspace).Select(row => (int?)row.Version)
            .FirstOrDefaultAsync(cancellation);
        if (version is not { } stamp)
            return null;
        if (_compiled.TryGetValue(workspace, out var known) && known.Version == stamp)
            return known.Set;
        var rules = await db.Rules.AsNoTracking().Where(row => row.WorkspaceId == workspace && row.State != RuleState.Off)
            .ToListAsync(cancellation);
        var set = new RuleSet(await Policy(db, workspace, cancellation), rules);
        _compiled[workspace] = new Compiled(stamp, set.IsEmpty ? null : set);
        return set.IsEmpty ? null : set;
    }

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
