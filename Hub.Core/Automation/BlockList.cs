using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>
/// Contacts who are blocked: a filter that puts what they write into the bin and says nothing else. It is a rule like any other, so that
/// people find it, read its log and switch it off.
/// </summary>
public sealed class BlockList(HubStore store, RuleDesk desk)
{
    private static readonly LocalizedText Name = new("Blocked contacts", "Khách bị chặn");
    private static readonly string Nobody = RuleJson.Write(new RuleConditions());

    /// <returns><see cref="RuleAnswer.NotFound"/> when there is no such contact.</returns>
    public Task<RuleAnswer> Block(Caller caller, Guid contact, CancellationToken cancellation) => desk.Write(caller, async db =>
    {
        if (!await db.Contacts.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == contact, cancellation))
            return new RuleAnswer.NotFound();
        var filters = await Filters(db, caller.WorkspaceId, cancellation);
        var row = filters.FirstOrDefault() ?? await New(db, caller.WorkspaceId, cancellation);
        var blocked = Contacts(row);
        if (blocked.Contains(contact))
            return new RuleAnswer.Done(row);
        Set(row, [.. blocked, contact]);
        if (await RuleLimits.Exceeded(db, row, cancellation) is { } exceeded)
            return exceeded;
        db.Note(store, caller.WorkspaceId, caller.Actor, "contact.blocked", contact);
        return new RuleAnswer.Done(row);
    }, cancellation);

    /// <summary>A filter that names nobody would be one for everybody: with its last contact it goes.</summary>
    public Task<RuleAnswer> Unblock(Caller caller, Guid contact, CancellationToken cancellation) => desk.Write(caller, async db =>
    {
        RuleAnswer answer = new RuleAnswer.NotFound();
        foreach (var row in await Filters(db, caller.WorkspaceId, cancellation))
        {
            var left = Contacts(row).Where(id => id != contact).ToList();
            if (left.Count == Contacts(row).Count)
                continue;
            if (left.Count == 0)
                db.Rules.Remove(row);
            else
                Set(row, left);
            answer = new RuleAnswer.Done(row);
        }

        if (answer is RuleAnswer.Done)
            db.Note(store, caller.WorkspaceId, caller.Actor, "contact.unblocked", contact);
        return answer;
    }, cancellation);

    public static async Task<bool> Has(HubDb db, Guid workspace, Guid contact, CancellationToken cancellation)
    {
        var text = contact.ToString("D");
        return (await Filters(db.Rules.AsNoTracking().Where(row => row.Conditions.Contains(text)), workspace, cancellation))
            .Exists(row => Contacts(row).Contains(contact));
    }

    private static Task<List<Rule>> Filters(HubDb db, Guid workspace, CancellationToken cancellation) => Filters(db.Rules, workspace, cancellation);

    private static async Task<List<Rule>> Filters(IQueryable<Rule> rules, Guid workspace, CancellationToken cancellation) =>
        [.. (await rules.Where(row => row.WorkspaceId == workspace && row.Kind == RuleKind.Filter && row.State == RuleState.On && row.Trigger == RuleTrigger.Message)
            .OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(cancellation)).Where(IsOne)];

    private static bool IsOne(Rule row) =>
        Contacts(row).Count > 0 && RuleJson.Write(RuleJson.Read<RuleConditions>(row.Conditions) with { ContactIds = [] }) == Nobody
        && RuleJson.TryRead<List<RuleAction>>(row.Actions) is [{ Type: RuleActionType.Bin }];

    private static IReadOnlyList<Guid> Contacts(Rule row) => RuleJson.TryRead<RuleConditions>(row.Conditions)?.ContactIds ?? [];

    private void Set(Rule row, IReadOnlyList<Guid> contacts) =>
        (row.Conditions, row.ChangedAt) = (RuleJson.Write(new RuleConditions { ContactIds = contacts }), store.Now);

    // The first of the filters: no other may let pass whom somebody has blocked.
    private async Task<Rule> New(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var language = await db.Workspaces.Where(row => row.Id == workspace).Select(row => row.Language).FirstOrDefaultAsync(cancellation);
        var name = Name.In(language ?? WorkspaceSettings.HomeLanguage);
        var taken = await db.Rules.Where(row => row.WorkspaceId == workspace && row.Kind == RuleKind.Filter && row.Name.StartsWith(name))
            .Select(row => row.Name).ToHashSetAsync(cancellation);
        var free = Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? name : $"{name} {i}").First(candidate => !taken.Contains(candidate));
        var row = RuleDraft.New(workspace, store.Ids.Next(), RuleKind.Filter);
        new RuleDraft { Name = free, State = RuleState.On, Position = 0, Actions = [new RuleAction { Type = RuleActionType.Bin }] }.Fill(row);
        (row.CreatedAt, row.ChangedAt) = (store.Now, store.Now);
        db.Rules.Add(row);
        return row;
    }
}
