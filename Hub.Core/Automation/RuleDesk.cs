using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>A workspace's rules and what holds for all of them: read, made, changed, deleted. Each change raises the stamp.</summary>
public sealed class RuleDesk(HubStore store)
{
    public const int Most = 1000;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <param name="kind">Null for all.</param>
    public Task<List<RuleCard>> All(Guid workspace, RuleKind? kind, Guid? only, CancellationToken cancellation) => store.Read(workspace, async db =>
    {
        var rows = await db.Rules.Where(row => row.WorkspaceId == workspace && (kind == null || row.Kind == kind) && (only == null || row.Id == only))
            .ToListAsync(cancellation);
        var since = Ids.Before(store.Now - Lately);
        var counts = await db.AutomationEntries
            .Where(row => row.WorkspaceId == workspace && row.Id.CompareTo(since) > 0 && (only == null || row.RuleId == only))
            .GroupBy(row => new { row.RuleId, row.Result }).Select(group => new { group.Key.RuleId, group.Key.Result, Count = group.Count() })
            .ToDictionaryAsync(group => (group.RuleId, group.Result), group => group.Count, cancellation);
        return rows.OrderBy(row => row.Kind).ThenBy(row => row.Position).ThenBy(row => row.Id)
            .Select(row => Card(row, result => counts.GetValueOrDefault((row.Id, result)))).ToList();
    });

    public Task<RuleAnswer> Create(Caller caller, RuleKind kind, RuleDraft draft, CancellationToken cancellation) => Write(caller, async db =>
    {
        var mine = db.Rules.Where(row => row.WorkspaceId == caller.WorkspaceId);
        if (await mine.CountAsync(cancellation) >= Most)
            return new RuleAnswer.TooMany();
        var row = RuleDraft.New(caller.WorkspaceId, store.Ids.Next(), kind);
        row.CreatedAt = store.Now;
        row.Position = 1 + (await mine.Where(other => other.Kind == kind).MaxAsync(other => (int?)other.Position, cancellation) ?? 0);
        return await Finish(db, caller, row, draft, "rule.created", cancellation);
    }, cancellation);

    public Task<RuleAnswer> Change(Caller caller, Guid id, RuleDraft draft, CancellationToken cancellation) => Write(caller, async db =>
        await db.Rules.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation) is { } row
            ? await Finish(db, caller, row, draft, "rule.changed", cancellation)
            : new RuleAnswer.NotFound(), cancellation);

    /// <summary>The rules of a kind in this order; those that are not named follow behind.</summary>
    public Task<RuleAnswer> Arrange(Caller caller, RuleKind kind, IReadOnlyList<Guid> ids, CancellationToken cancellation) => Write(caller, async db =>
    {
        var rows = (await db.Rules.Where(row => row.WorkspaceId == caller.WorkspaceId && row.Kind == kind).ToListAsync(cancellation))
            .OrderBy(row => row.Position).ThenBy(row => row.Id).ToList();
        if (ids.Except(rows.Select(row => row.Id)).Any())
            return new RuleAnswer.NoSuch("ids");
        var order = ids.Select((id, place) => (id, place)).ToDictionary(named => named.id, named => named.place);
        foreach (var (place, row) in rows.OrderBy(row => order.GetValueOrDefault(row.Id, int.MaxValue)).Index())
        {
            if (row.Position == place + 1)
                continue;
            row.Position = place + 1;
            row.ChangedAt = store.Now;
        }

        if (db.ChangeTracker.HasChanges())
            db.Note(store, caller.WorkspaceId, caller.Actor, "automation.arranged", caller.WorkspaceId);
        return new RuleAnswer.Arranged();
    }, cancellation);

    public Task<RuleAnswer> Delete(Caller caller, Guid id, CancellationToken cancellation) => Write(caller, async db =>
    {
        var row = await db.Rules.FirstOrDefaultAsync(found => found.WorkspaceId == caller.WorkspaceId && found.Id == id, cancellation);
        if (row is null)
            return new RuleAnswer.NotFound();
        db.Rules.Remove(row);
        db.Note(store, caller.WorkspaceId, caller.Actor, "rule.deleted", id);
        return new RuleAnswer.Done(row);
    }, cancellation);

    public Task<AutomationPolicy> Policy(Guid workspace, CancellationToken cancellation) =>
        store.Read(workspace, db => RuleSets.Policy(db, workspace, cancellation));

    /// <summary>Hours without a time zone get the workspace's.</summary>
    public Task<RuleAnswer> Change(Caller caller, AutomationPolicy policy, CancellationToken cancellation) => Write(caller, async db =>
    {
        if (await RuleTargets.Missing(db, caller.WorkspaceId, policy, cancellation) is { } missing)
            return new RuleAnswer.NoSuch(missing);
        var zone = await db.Workspaces.Where(row => row.Id == caller.WorkspaceId).Select(row => row.TimeZone).FirstOrDefaultAsync(cancellation);
        var hours = BusinessHours.Of(policy, zone ?? WorkspaceSettings.HomeTimeZone, out var problems);
        if (problems.Count > 0)
            return new RuleAnswer.Wrong(problems);
        var written = hours.WrittenOut(policy);
        (await Settings(db, caller.WorkspaceId, cancellation)).Policy = RuleJson.Write(written);
        db.Note(store, caller.WorkspaceId, caller.Actor, "automation.changed", caller.WorkspaceId);
        return new RuleAnswer.Saved(written);
    }, cancellation);

    // In turn for the whole workspace: two changes must not end in one stamp.
    internal Task<RuleAnswer> Write(Caller caller, Func<HubDb, Task<RuleAnswer>> change, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, caller.WorkspaceId, async db =>
        {
            var answer = await change(db);
            if (answer is not (RuleAnswer.Done or RuleAnswer.Saved or RuleAnswer.Arranged))
            {
                db.ChangeTracker.Clear();
                return answer;
            }

            await Settings(db, caller.WorkspaceId, cancellation);
            await db.SaveChangesAsync(cancellation);
            await RuleSets.Raise(db, caller.WorkspaceId, cancellation);
            return answer;
        }, cancellation);

    private async Task<RuleAnswer> Finish(
        HubDb db, Caller caller, Rule row, RuleDraft draft, string action, CancellationToken cancellation)
    {
        draft.Fill(row);
        row.ChangedAt = store.Now;
        if (await db.Rules.AnyAsync(
            other => other.WorkspaceId == row.WorkspaceId && other.Kind == row.Kind && other.Id != row.Id && other.Name == row.Name, cancellation))
            return new RuleAnswer.NameTaken();
        if (Misfit(row) is { } idle)
            return new RuleAnswer.Misfit(idle);
        if (await RuleTargets.Missing(db, caller.WorkspaceId, draft, cancellation) is { } field)
            return new RuleAnswer.NoSuch(field);
        if (await RuleLimits.Exceeded(db, row, cancellation) is { } exceeded)
            return exceeded;
        if (db.Entry(row).State == EntityState.Detached)
            db.Rules.Add(row);
        db.Note(store, caller.WorkspaceId, caller.Actor, action, row.Id);
        return new RuleAnswer.Done(row);
    }

    // A condition that is never asked would let a rule act on everybody.
    private static string? Misfit(Rule row) => RuleJson.TryRead<RuleConditions>(row.Conditions) switch
    {
        { LabelIds.Count: > 0 } when row.Trigger != RuleTrigger.LabelAdded => "conditions.labelIds",
        { Statuses.Count: > 0 } when row.Trigger != RuleTrigger.StatusChanged => "conditions.statuses",
        _ => null,
    };

    private static async Task<AutomationSettings> Settings(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var row = db.AutomationSettings.Local.FirstOrDefault(settings => settings.WorkspaceId == workspace)
            ?? await db.AutomationSettings.FirstOrDefaultAsync(settings => settings.WorkspaceId == workspace, cancellation);
        if (row is null)
            db.AutomationSettings.Add(row = new AutomationSettings { WorkspaceId = workspace, Policy = RuleJson.Write(new AutomationPolicy()) });
        return row;
    }

    private static RuleCard Card(Rule row, Func<RuleResult, int> count)
    {
        try
        {
            return new RuleCard(
                row, RuleJson.Read<RuleConditions>(row.Conditions), RuleJson.Read<List<RuleAction>>(row.Actions), row.IsOfNewer,
                count(RuleResult.Done), count(RuleResult.Held), count(RuleResult.Failed));
        }
        catch (JsonException)
        {
            return new RuleCard(row, new RuleConditions(), [], IsBroken: true, count(RuleResult.Done), count(RuleResult.Held), count(RuleResult.Failed));
        }
    }
}

/// <param name="IsBroken">It cannot be read and is passed over.</param>
/// <param name="Done">What it did within seven days, held back, and failed at.</param>
public sealed record RuleCard(
    Rule Rule, RuleConditions Conditions, IReadOnlyList<RuleAction> Actions, bool IsBroken, int Done, int Held, int Failed);

/// <summary>Closed.</summary>
public abstract record RuleAnswer
{
    private RuleAnswer()
    {
    }

    public sealed record Done(Rule Rule) : RuleAnswer;

    /// <summary>What holds for all rules.</summary>
    public sealed record Saved(AutomationPolicy Policy) : RuleAnswer;

    /// <param name="Problems">By field.</param>
    public sealed record Wrong(IReadOnlyList<SettingProblem> Problems) : RuleAnswer;

    public sealed record NotFound : RuleAnswer;

    public sealed record Arranged : RuleAnswer;

    public sealed record NameTaken : RuleAnswer;

    public sealed record TooMany : RuleAnswer;

    /// <summary>All rules together ask for more than they may.</summary>
    /// <param name="Field">Of the rule.</param>
    public sealed record TooMuch(string Field, RuleLimit Limit) : RuleAnswer;

    /// <param name="Field">Says what to look at when something else happens than what sets the rule off.</param>
    public sealed record Misfit(string Field) : RuleAnswer;

    /// <param name="Field">Names something that the workspace does not have.</param>
    public sealed record NoSuch(string Field) : RuleAnswer;
}
