using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>Whether what a rule names is the workspace's own.</summary>
internal static class RuleTargets
{
    /// <returns>The field that names something else, or null.</returns>
    public static async Task<string?> Missing(HubDb db, Guid workspace, RuleDraft draft, CancellationToken cancellation)
    {
        var conditions = draft.Conditions ?? new RuleConditions();
        var actions = draft.Actions ?? [];
        if (await Lacks(db.Connections, workspace, conditions.ConnectionIds, cancellation))
            return "conditions.connectionIds";
        if (await Lacks(db.Teams, workspace, conditions.TeamIds, cancellation))
            return "conditions.teamIds";
        if (await Lacks(db.Contacts, workspace, conditions.ContactIds, cancellation))
            return "conditions.contactIds";
        if (await Lacks(db.Labels, workspace, conditions.LabelIds, cancellation))
            return "conditions.labelIds";
        for (var i = 0; i < actions.Count; i++)
        {
            if (await Lacks(db.Labels, workspace, One(actions[i].LabelId), cancellation))
                return $"actions[{i}].labelId";
            if (await Lacks(db.Teams, workspace, One(actions[i].TeamId), cancellation))
                return $"actions[{i}].teamId";
            if (await Lacks(db.Services, workspace, One(actions[i].ServiceId), cancellation))
                return $"actions[{i}].serviceId";
            if (await Lacks(db.WebhookEndpoints, workspace, One(actions[i].EndpointId), cancellation))
                return $"actions[{i}].endpointId";
            if (await Lacks(db.Members.Where(row => row.State != MemberState.Disabled), workspace, One(actions[i].MemberId), cancellation))
                return $"actions[{i}].memberId";
        }

        return null;
    }

    public static async Task<string?> Missing(HubDb db, Guid workspace, AutomationPolicy policy, CancellationToken cancellation) =>
        await Lacks(db.Connections, workspace, [.. policy.Budgets.Keys], cancellation) ? "budgets"
        : await Lacks(db.Teams, workspace, [.. policy.TeamHours.Keys], cancellation) ? "teamHours"
        : null;

    private static IReadOnlyList<Guid> One(Guid? id) => id is { } one ? [one] : [];

    private static async Task<bool> Lacks<T>(IQueryable<T> rows, Guid workspace, IReadOnlyList<Guid> ids, CancellationToken cancellation)
        where T : WorkspaceRow
    {
        var distinct = ids.Distinct().ToList();
        return distinct.Count > 0
            && await rows.CountAsync(row => row.WorkspaceId == workspace && distinct.Contains(row.Id), cancellation) != distinct.Count;
    }
}
