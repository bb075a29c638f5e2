using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.AutoMessages;

/// <summary>
/// Automatic messages of a connection's platform. The platform keeps them, and people change them in its own app too: the hub asks each time and
/// holds no copy.
/// </summary>
public sealed class AutoMessageDesk(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts)
{
    /// <returns>Null when the workspace has no such connection, or its platform has no automatic messages.</returns>
    public async Task<AutoMessageAnswer?> List(Guid workspace, Guid connection, CancellationToken cancellation) =>
        await Open(workspace, connection, cancellation) is { } shop ? await List(shop, cancellation) : null;

    public Task<AutoMessageAnswer?> Save(
        Caller caller, Guid connection, AutoMessageKind? kind, string? title, string? text, string? id, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_message_saved", cancellation, async (shop, groups) =>
        {
            var problems = AutoMessageChecks.Save(shop.Rule(kind), Known(groups, kind), title, text, id);
            return problems.Count > 0
                ? new AutoMessageAnswer.Invalid(problems)
                : Done(await shop.Platform.SaveAutoMessage(shop.Context, new AutoMessageDraft(kind!.Value, title, text!), id, cancellation));
        });

    public Task<AutoMessageAnswer?> Switch(Caller caller, Guid connection, AutoMessageKind? kind, bool on, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_messages_switched", cancellation, async (shop, _) =>
            AutoMessageChecks.Switch(shop.Rule(kind)) is { } problem
                ? new AutoMessageAnswer.Invalid([problem])
                : Done(await shop.Platform.SwitchAutoMessages(shop.Context, kind!.Value, on, cancellation)));

    public Task<AutoMessageAnswer?> Delete(
        Caller caller, Guid connection, AutoMessageKind? kind, string? id, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_message_deleted", cancellation, async (shop, _) =>
            AutoMessageChecks.Delete(shop.Rule(kind), id) is { } problem
                ? new AutoMessageAnswer.Invalid([problem])
                : Done(await shop.Platform.DeleteAutoMessage(shop.Context, kind!.Value, id!, cancellation)));

    public Task<AutoMessageAnswer?> Sort(
        Caller caller, Guid connection, AutoMessageKind? kind, IReadOnlyList<string> ids, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_messages_sorted", cancellation, async (shop, groups) =>
            AutoMessageChecks.Sort(shop.Rule(kind), Known(groups, kind), ids) is { } problem
                ? new AutoMessageAnswer.Invalid([problem])
                : Done(await shop.Platform.SortAutoMessages(shop.Context, kind!.Value, ids, cancellation)));

    // What is there is asked for first: the platform's own refusals do not name fields.
    private async Task<AutoMessageAnswer?> Change(
        Caller caller, Guid connection, string action, CancellationToken cancellation,
        Func<Shop, IReadOnlyList<AutoMessageGroup>, Task<AutoMessageAnswer>> change)
    {
        if (await Open(caller.WorkspaceId, connection, cancellation) is not { } shop)
            return null;
        if (await List(shop, cancellation) is not AutoMessageAnswer.Listed before)
            return await List(shop, cancellation);
        var answer = await change(shop, before.Groups);
        if (answer is not AutoMessageAnswer.Changed)
            return answer;
        await store.Write(caller.WorkspaceId, null, db =>
        {
            db.Note(store, caller.WorkspaceId, caller.Actor, action, connection);
            return Task.CompletedTask;
        }, cancellation);
        return await List(shop, cancellation);
    }

    private static async Task<AutoMessageAnswer> List(Shop shop, CancellationToken cancellation)
    {
        if (shop.IsOff)
            return new AutoMessageAnswer.Refused(new Outcome.Misconfigured(new Reason("connection_not_active")));
        var answer = await shop.Platform.AutoMessages(shop.Context, cancellation);
        return answer.Failure is { } failure
            ? new AutoMessageAnswer.Refused(failure)
            : new AutoMessageAnswer.Listed(shop.Platform.AutoMessageRules, answer.Groups);
    }

    private static AutoMessageAnswer Done(Outcome outcome) =>
        outcome is Outcome.Accepted or Outcome.Duplicate ? new AutoMessageAnswer.Changed() : new AutoMessageAnswer.Refused(outcome);

    private static IReadOnlyList<AutoMessage> Known(IReadOnlyList<AutoMessageGroup> groups, AutoMessageKind? kind) =>
        groups.FirstOrDefault(group => group.Kind == kind)?.Messages ?? [];

    private async Task<Shop?> Open(Guid workspace, Guid connection, CancellationToken cancellation)
    {
        var row = await store.Read(workspace, db => db.Connections
            .FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == connection, cancellation));
        return row is not null && connectors.As<IManageAutoMessages>(row.ConnectorId) is { } platform
            ? new Shop(platform, contexts.Open(row), row.IsOff)
            : null;
    }

    private sealed record Shop(IManageAutoMessages Platform, ConnectionContext Context, bool IsOff)
    {
        public AutoMessageRule? Rule(AutoMessageKind? kind) => Platform.AutoMessageRules.FirstOrDefault(rule => rule.Kind == kind);
    }
}

/// <summary>Closed.</summary>
public abstract record AutoMessageAnswer
{
    private AutoMessageAnswer()
    {
    }

    /// <summary>As they are now.</summary>
    public sealed record Listed(IReadOnlyList<AutoMessageRule> Rules, IReadOnlyList<AutoMessageGroup> Groups) : AutoMessageAnswer;

    public sealed record Invalid(IReadOnlyList<SettingProblem> Problems) : AutoMessageAnswer;

    /// <summary>The platform's no, or none of its answers.</summary>
    public sealed record Refused(Outcome Outcome) : AutoMessageAnswer;

    internal sealed record Changed : AutoMessageAnswer;
}
