using Hub.Core.Contacts;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>Rules that name contacts, such as the filter of those who are blocked: a merge takes them along, an unmerge gives them back.</summary>
internal static class RuleContacts
{
    /// <summary>Whoever names the one names the other from now on.</summary>
    /// <returns>What it takes to undo it.</returns>
    public static async Task<List<MergedRule>> Move(HubDb db, Guid workspace, Guid from, Guid to, CancellationToken cancellation)
    {
        var moved = new List<MergedRule>();
        await Change(db, workspace, from, (rule, contacts) =>
        {
            moved.Add(new MergedRule(rule, contacts.Contains(to)));
            return [.. contacts.Where(id => id != from).Append(to).Distinct()];
        }, cancellation);
        return moved;
    }

    /// <param name="others">Merges into the contact that stand: while one of them has brought the rule, it stays named.</param>
    public static async Task Return(
        HubDb db, Guid workspace, Guid keep, Guid drop, IReadOnlyList<MergedRule> rules, List<MergedContact> others, CancellationToken cancellation)
    {
        if (rules.Count == 0)
            return;
        await Change(db, workspace, keep, (id, contacts) =>
        {
            if (rules.FirstOrDefault(rule => rule.RuleId == id) is not { } rule)
                return contacts;
            var stays = rule.HadKept || Hand(others, id);
            return [.. contacts.Where(contact => contact != keep || stays).Append(drop)];
        }, cancellation);
    }

    // The one that is undone had brought it; from now on another has.
    private static bool Hand(List<MergedContact> others, Guid rule)
    {
        foreach (var other in others)
        {
            var memory = other.Read();
            if (memory.Rules?.FindIndex(moved => moved.RuleId == rule) is not { } index || index < 0)
                continue;
            memory.Rules[index] = new MergedRule(rule, HadKept: false);
            other.Write(memory);
            return true;
        }

        return false;
    }

    // Set only where it is still what was read: somebody may be saving the rule just now, which is not in this turn.
    private static async Task Change(
        HubDb db, Guid workspace, Guid named, Func<Guid, IReadOnlyList<Guid>, IReadOnlyList<Guid>> change,
        CancellationToken cancellation)
    {
        var (text, changed) = (named.ToString("D"), false);
        foreach (var row in await db.Rules.AsNoTracking().Where(row => row.WorkspaceId == workspace && row.Conditions.Contains(text)).ToListAsync(cancellation))
        {
            if (RuleJson.TryRead<RuleConditions>(row.Conditions) is not { } conditions || !conditions.ContactIds.Contains(named))
                continue;
            var after = RuleJson.Write(conditions with { ContactIds = change(row.Id, conditions.ContactIds) });
            changed |= await db.Rules.Where(rule => rule.WorkspaceId == workspace && rule.Id == row.Id && rule.Conditions == row.Conditions)
                .ExecuteUpdateAsync(set => set.SetProperty(rule => rule.Conditions, after), cancellation) > 0;
        }

        if (changed)
            await RuleSets.Raise(db, workspace, cancellation);
    }
}

/// <summary>A rule that named the dropped contact.</summary>
/// <param name="HadKept">It named the kept contact too.</param>
internal sealed record MergedRule(Guid RuleId, bool HadKept);
