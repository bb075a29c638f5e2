using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Comments;

/// <summary>
/// Answers comments by direct messages, and sets them aside. The answer is a message like any other: owed to the same lane, with a status
/// that tells what became of it; it opens the author's conversation, or goes on with it.
/// </summary>
public sealed class CommentDesk(
    HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts, MessageSender sender, LaneBell bell)
{
    private static readonly LocalizedText TooMuch = new(
        "The answer to a comment is one message.", "Câu trả lời cho bình luận phải là một tin nhắn duy nhất.");

    public async Task<CommentAnswer> Answer(Caller caller, Guid id, string text, CancellationToken cancellation)
    {
        var (workspace, account) = (caller.WorkspaceId, await Account(caller, id, cancellation));
        if (account is null)
            return new CommentAnswer.NotFound();
        if (account.IsOff || !connectors.Can<IAnswerComments>(account.ConnectorId) || connectors.As<ISend>(account.ConnectorId) is not { } planner)
            return new CommentAnswer.Refused(new Outcome.Misconfigured(new Reason("connection_not_active")));
        var draft = new OutboundDraft([MessageContent.OfText(text)]);
        var plan = planner.Plan(contexts.Open(account), draft);
        if (plan.Refused is { } problem)
            return new CommentAnswer.Invalid(problem);
        if (plan.Parts.Count != 1)
            return new CommentAnswer.Invalid(new SettingProblem("text", TooMuch));
        var answer = await store.Write(
            workspace, account.Id, db => Write(db, caller, id, account, draft, plan.Parts[0], cancellation), cancellation);
        if (answer is CommentAnswer.Queued)
            bell.Ring(new LaneKey(workspace, account.Id, DeliveryKind.SendMessage));
        return answer;
    }

    public async Task<DismissAnswer> Dismiss(Caller caller, Guid id, CancellationToken cancellation)
    {
        if (await Account(caller, id, cancellation) is not { } account)
            return DismissAnswer.NotFound;
        return await store.Write(caller.WorkspaceId, account.Id, async db =>
        {
            if (await Comment(db, caller.WorkspaceId, id, cancellation) is not { } row)
                return DismissAnswer.NotFound;
            var view = (await CommentView.Of(db, caller.WorkspaceId, [row], store.Now, cancellation))[0];
            if (view.IsAnswered)
                return DismissAnswer.Answered;
            (row.State, row.Actor) = (CommentState.Dismissed, caller.Actor);
            return DismissAnswer.Done;
        }, cancellation);
    }

    private async Task<CommentAnswer> Write(
        HubDb db, Caller caller, Guid id, Connection account, OutboundDraft draft, MessageContent content, CancellationToken cancellation)
    {
        var workspace = caller.WorkspaceId;
        if (!await db.Connections.InUse().AnyAsync(row => row.WorkspaceId == workspace && row.Id == account.Id, cancellation))
            return new CommentAnswer.Refused(new Outcome.Misconfigured(new Reason("connection_not_active"))); // switched off since it was read
        if (await Comment(db, workspace, id, cancellation) is not { } row)
            return new CommentAnswer.NotFound(); // erased since
        var view = (await CommentView.Of(db, workspace, [row], store.Now, cancellation))[0];
        var standing = CommentStanding.Of(view, contexts.Limits(account), account.IsOff, store.Now);
        if (standing.Checks.FirstOrDefault(check => check.Verdict == CommentVerdict.NotMet) is { } unmet)
            return new CommentAnswer.NotAllowed(unmet.Condition);
        await CommentSends.Replace(db, row, view.Answer, store.Now, cancellation);
        var owing = new Owing(db, store.Ids, store.Now);
        var conversation = view.ConversationId is { } known
            ? await db.Conversations.SingleAsync(found => found.WorkspaceId == workspace && found.Id == known, cancellation)
            : await Open(db, row, account, owing, cancellation);
        var message = sender.Part(conversation, draft, content, caller.MemberId, MessageOrigin.Api);
        db.Messages.Add(message);
        owing.Owe(new LaneKey(workspace, account.Id, DeliveryKind.SendMessage), message.Id, orderKey: conversation.Id);
        await owing.Write(cancellation);
        conversation.Active(store.Now);
        (row.State, row.MessageId, row.Actor) = (CommentState.Answered, message.Id, caller.Actor);
        return new CommentAnswer.Queued(message);
    }

    // The platform names the thread with its echo; until then it has a name of its own. From now on the author is somebody for the CRMs.
    private async Task<Conversation> Open(HubDb db, Comment row, Connection account, Owing owing, CancellationToken cancellation)
    {
        var contact = await db.Contacts.SingleAsync(found => found.WorkspaceId == row.WorkspaceId && found.Id == row.ContactId, cancellation);
        var conversation = new Conversation
        {
            WorkspaceId = row.WorkspaceId,
            Id = store.Ids.Next(),
            ConnectionId = row.ConnectionId,
            ContactId = row.ContactId,
            OriginId = row.OriginId,
            TeamId = account.TeamId,
            Key = Conversation.KeyOfComment(row.OriginId ?? row.ContactId),
            StartedAt = store.Now,
            LastActivityAt = DateTimeOffset.UnixEpoch,
            HasPhone = contact.Phone is not null,
        };
        db.Conversations.Add(conversation);
        foreach (var lane in (await Peers.Load(db, connectors, row.WorkspaceId, cancellation)).Contacts)
            owing.Owe(lane, row.ContactId);
        return conversation;
    }

    private Task<Connection?> Account(Caller caller, Guid id, CancellationToken cancellation) => store.Read(caller.WorkspaceId, db => db.Comments
        .VisibleTo(db, caller).Where(row => row.Id == id)
        .Join(db.Connections, row => new { row.WorkspaceId, Id = row.ConnectionId }, row => new { row.WorkspaceId, row.Id }, (_, row) => row)
        .FirstOrDefaultAsync(cancellation));

    private static Task<Comment?> Comment(HubDb db, Guid workspace, Guid id, CancellationToken cancellation) =>
        db.Comments.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
}

public enum DismissAnswer
{
    Done,

    /// <summary>The caller sees no such comment.</summary>
    NotFound,

    /// <summary>It has been answered, or may have been.</summary>
    Answered,
}

/// <summary>Closed.</summary>
public abstract record CommentAnswer
{
    private CommentAnswer()
    {
    }

    public sealed record Queued(Message Message) : CommentAnswer;

    public sealed record NotFound : CommentAnswer;

    /// <summary>The platform cannot carry it.</summary>
    public sealed record Invalid(SettingProblem Problem) : CommentAnswer;

    /// <summary>The platform would refuse it.</summary>
    public sealed record NotAllowed(CommentCondition Condition) : CommentAnswer;

    /// <summary>Nothing may leave now.</summary>
    public sealed record Refused(Outcome Outcome) : CommentAnswer;
}
