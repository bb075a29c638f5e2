using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>Says what a draft would become and cost, and what a conversation's channel can carry. Sends nothing.</summary>
public sealed class SendPlanner(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts)
{
    /// <summary>One small message of each kind: whatever a connector's plan takes, its channel carries.</summary>
    private static readonly IReadOnlyList<MessageContent> Probes =
    [
        MessageContent.OfText("a"),
        Media(MessageKind.Image, "image/jpeg"), Media(MessageKind.Video, "video/mp4"), Media(MessageKind.Audio, "audio/mpeg"),
        Media(MessageKind.Document, "application/pdf"),
        new() { Kind = MessageKind.Choices, Text = "a", Choices = [new Choice("a", "a")] },
        new() { Kind = MessageKind.Template, Template = new TemplateRef("a", "vi", []) },
        new() { Kind = MessageKind.SharedPost, PostId = "a" },
    ];

    /// <returns>Null when there is no such conversation.</returns>
    public async Task<PlannedSend?> Plan(Guid workspace, Guid conversationId, OutboundDraft draft, CancellationToken cancellation)
    {
        var (conversation, account) = await Load(workspace, conversationId);
        if (conversation is null || account is null)
            return null;
        var window = await store.Read(
            workspace, db => ReplyWindow.Of(db, conversation, contexts.Limits(account), store.Now, draft.Tag, cancellation));
        if (account.IsOff || connectors.As<ISend>(account.ConnectorId) is not { } sender)
            return new PlannedSend([], window, null, new Outcome.Misconfigured(new Reason("connection_not_active")));
        var plan = sender.Plan(contexts.Open(account), draft);
        return new PlannedSend(plan.Parts, window, plan.Refused, plan.Refused is null ? window.Refusal(plan, store.Now) : null);
    }

    /// <summary>What may be sent now, and how large it may be.</summary>
    public async Task<Possibilities?> Possible(Guid workspace, Guid conversationId, ReplyWindow window)
    {
        var (_, account) = await Load(workspace, conversationId);
        if (account is null)
            return null;
        var limits = contexts.Limits(account);
        if (account.IsOff || connectors.As<ISend>(account.ConnectorId) is not { } sender)
            return new Possibilities([], limits, false, new Outcome.Misconfigured(new Reason("connection_not_active")));
        var context = contexts.Open(account);
        var refusal = window.Refusal(store.Now);
        var kinds = Probes.Where(probe => sender.Plan(context, new OutboundDraft([probe])).Refused is null).Select(probe => probe.Kind)
            .Where(kind => refusal is null || kind == MessageKind.Template).ToList();
        var quotes = sender.Plan(context, new OutboundDraft([Probes[0]], "a")).Refused is null;
        return new Possibilities(kinds, limits, quotes, refusal);
    }

    private Task<(Conversation?, Connection?)> Load(Guid workspace, Guid conversationId) => store.Read(workspace, async db =>
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == conversationId);
        var account = conversation is null
            ? null
            : await db.Connections.SingleAsync(row => row.WorkspaceId == workspace && row.Id == conversation.ConnectionId);
        return (conversation, account);
    });

    private static MessageContent Media(MessageKind kind, string type) =>
        new() { Kind = kind, Media = [new MediaRef("a", ContentType: type, FileName: "a")] };
}

/// <param name="Parts">One per platform message: their number is the cost.</param>
/// <param name="Problem">Why the channel cannot carry it.</param>
/// <param name="Refusal">Why it may not leave now.</param>
public sealed record PlannedSend(IReadOnlyList<MessageContent> Parts, ReplyWindow Window, SettingProblem? Problem, Outcome? Refusal);

/// <param name="Refusal">Why a plain message may not leave now.</param>
public sealed record Possibilities(IReadOnlyList<MessageKind> Kinds, ConnectorLimits Limits, bool CanQuote, Outcome? Refusal);
