using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.AutoMessages;

/// <summary>
/// Automatic messages of a connection's platform. The platform keeps them, and people change them in its own app too: the hub asks each time and
/// holds no copy. A change is done when the platform has taken it, whether or not it can be asked for what is there afterwards.
/// </summary>
public sealed class AutoMessageDesk(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts)
{
    /// <returns>Null when the workspace has no such connection, or its platform has no automatic messages.</returns>
    public async Task<AutoMessageAnswer?> List(Guid workspace, Guid connection, CancellationToken cancellation) =>
        await Open(workspace, connection, cancellation) is { } shop ? await List(shop, cancellation) : null;

    public Task<AutoMessageAnswer?> Save(
        Caller caller, Guid connection, AutoMessageKind? kind, string? title, string? text, string? id, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_message_saved", cancellation, shop => Knowing(shop, kind, cancellation, async known =>
        {
            var meant = AutoMessageChecks.Meant(shop.Rule(kind), known, id);
            var problems = AutoMessageChecks.Save(shop.Rule(kind), known, title, text, meant);
            return problems.Count > 0
                ? new AutoMessageAnswer.Invalid(problems)
                : Done(await shop.Platform.SaveAutoMessage(shop.Context, new AutoMessageDraft(kind!.Value, title, text!), meant, cancellation));
        }));

    public Task<AutoMessageAnswer?> Switch(Caller caller, Guid connection, AutoMessageKind? kind, bool on, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_messages_switched", cancellation, async shop =>
            AutoMessageChecks.Switch(shop.Rule(kind)) is { } problem
                ? new AutoMessageAnswer.Invalid([problem])
                : Done(await shop.Platform.SwitchAutoMessages(shop.Context, kind!.Value, on, cancellation)));

    public Task<AutoMessageAnswer?> Delete(
        Caller caller, Guid connection, AutoMessageKind? kind, string? id, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_message_deleted", cancellation, async shop =>
            AutoMessageChecks.Delete(shop.Rule(kind), id) is { } problem
                ? new AutoMessageAnswer.Invalid([problem])
                : Done(await shop.Platform.DeleteAutoMessage(shop.Context, kind!.Value, id!, cancellation)));

    public Task<AutoMessageAnswer?> Sort(
        Caller caller, Guid connection, AutoMessageKind? kind, IReadOnlyList<string> ids, CancellationToken cancellation) =>
        Change(caller, connection, "connection.auto_messages_sorted", cancellation, shop => Knowing(shop, kind, cancellation, async known =>
            AutoMessageChecks.Sort(shop.Rule(kind), known, ids) is { } problem
                ? new AutoMessageAnswer.Invalid([problem])
                : Done(await shop.Platform.SortAutoMessages(shop.Context, kind!.Value, ids, cancellation))));

    private async Task<AutoMessageAnswer?> Change(
        Caller caller, Guid connection, string action, CancellationToken cancellation, Func<Shop, Task<AutoMessageAnswer>> change)
    {
        if (await Open(caller.WorkspaceId, connection, cancellation) is not { } shop)
            return null;
        var answer = shop.IsOff ? Off : await change(shop);
        if (answer is AutoMessageAnswer.Changed)
            await store.Write(caller.WorkspaceId, null, db =>
            {
                db.Note(store, caller.WorkspaceId, caller.Actor, action, connection);
                return Task.CompletedTask;
            }, cancellation);
        return answer;
    }

    // What is there is asked for first: the platform's own refusals do not name fields.
    private static async Task<AutoMessageAnswer> Knowing(
        Shop shop, AutoMessageKind? kind, CancellationToken cancellation, Func<IReadOnlyList<AutoMessage>, Task<AutoMessageAnswer>> change)
    {
        var found = await List(shop, cancellation);
        return found is AutoMessageAnswer.Listed { Groups: var groups }
            ? await change(groups.FirstOrDefault(group => group.Kind == kind)?.Messages ?? [])
            : found;
    }

    private static AutoMessageAnswer.Refused Off => new(new Outcome.Misconfigured(new Reason("connection_not_active")));

    private static async Task<AutoMessageAnswer> List(Shop shop, CancellationToken cancellation)
    {
        if (shop.IsOff)
            return Off;
        var answer = await shop.Platform.AutoMessages(shop.Context, cancellation);
        return answer.Failure is { } failure
            ? new AutoMessageAnswer.Refused(failure)
            : new AutoMessageAnswer.Listed(shop.Platform.AutoMessageRules, answer.Groups);
    }

    private static AutoMessageAnswer Done(Outcome outcome) =>
        outcome is Outcome.Accepted or Outcome.Duplicate ? new AutoMessageAnswer.Changed() : new AutoMessageAnswer.Refused(outcome);

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

    public sealed record Changed : AutoMessageAnswer;
}
