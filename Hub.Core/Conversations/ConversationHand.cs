using System.Globalization;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>Changes conversations inside a transaction, and writes down what it changed. What is so already is not written down.</summary>
internal sealed class ConversationHand(HubDb db, HubStore store, Guid workspace, string actor, Guid? member)
{
    private readonly DateTimeOffset _now = store.Now;
    private readonly RoundRobin _turns = new(db, workspace, store.Now);

    public Guid Workspace => workspace;

    /// <summary>All that was written down.</summary>
    public List<(Conversation Conversation, ConversationEvent Event)> Happened { get; } = [];

    public void Apply(Conversation row, ConversationChange change)
    {
        if (change.SnoozedUntil is { } until)
            Snooze(row, until);
        else if (change.Status is { } status)
            Move(row, status);
        if (change.Priority is { } priority && priority != row.Priority)
        {
            row.Priority = priority;
            Note(row, ConversationEventKind.PriorityChanged, detail: priority.ToString());
        }

        if (change.Team is { To: var team } && team != row.TeamId)
        {
            row.TeamId = team;
            Note(row, ConversationEventKind.TeamChanged, team);
        }

        if (change.Assignee is { To: var assignee })
            Assign(row, assignee);
    }

    public void Assign(Conversation row, Guid? assignee)
    {
        if (assignee == row.AssigneeId)
            return;
        Note(row, assignee is null ? ConversationEventKind.Unassigned : ConversationEventKind.Assigned, assignee ?? row.AssigneeId);
        (row.AssigneeId, row.AssignedAt) = (assignee, assignee is null ? null : _now);
        if (assignee is { } to && to != member)
            db.Notifications.Add(new Notification
            {
                WorkspaceId = workspace,
                Id = store.Ids.Next(),
                MemberId = to,
                At = _now,
                Kind = NotificationKind.Assignment,
                ConversationId = row.Id,
                Actor = actor,
            });
    }

    /// <summary>Whatever its team gives out in turn and nobody has.</summary>
    public async Task GiveOut(IEnumerable<Conversation> rows, CancellationToken cancellation)
    {
        foreach (var row in rows.Where(row => row is { AssigneeId: null, TeamId: not null, Status: ConversationStatus.Open }))
            if (await _turns.Next(row.TeamId!.Value, cancellation) is { } member)
                Assign(row, member);
    }

    public void Wake(Conversation row)
    {
        row.Reopen();
        Note(row, ConversationEventKind.Woken);
    }

    public async Task Label(List<Conversation> rows, ConversationChange change, CancellationToken cancellation)
    {
        var (ids, wanted) = (rows.ConvertAll(row => row.Id), change.AddLabels.Concat(change.RemoveLabels).Distinct().ToList());
        if (wanted.Count == 0)
            return;
        var known = await db.Labels.Where(row => row.WorkspaceId == workspace && wanted.Contains(row.Id)).Select(row => row.Id)
            .ToListAsync(cancellation);
        var marks = await db.ConversationLabels
            .Where(row => row.WorkspaceId == workspace && ids.Contains(row.ConversationId) && wanted.Contains(row.LabelId))
            .ToListAsync(cancellation);
        foreach (var row in rows)
        {
            foreach (var label in known.Where(change.AddLabels.Contains))
                Add(row, label, marks);
            foreach (var mark in marks.Where(mark => mark.ConversationId == row.Id && change.RemoveLabels.Contains(mark.LabelId)))
            {
                db.ConversationLabels.Remove(mark);
                Note(row, ConversationEventKind.Unlabelled, mark.LabelId);
            }
        }
    }

    private void Snooze(Conversation row, DateTimeOffset until)
    {
        row.NotSpam |= row.Status == ConversationStatus.Spam;
        if (row.Status == ConversationStatus.Snoozed && row.SnoozedUntil == until)
            return;
        (row.Status, row.SnoozedUntil) = (ConversationStatus.Snoozed, until);
        Note(row, ConversationEventKind.Snoozed, detail: until.ToString("O", CultureInfo.InvariantCulture));
    }

    private void Move(Conversation row, ConversationStatus status)
    {
        if (status == row.Status)
            return;
        row.NotSpam |= row.Status == ConversationStatus.Spam;
        (row.Status, row.SnoozedUntil) = (status, null);
        Note(row, status switch
        {
            ConversationStatus.Open => ConversationEventKind.Opened,
            ConversationStatus.Pending => ConversationEventKind.Pending,
            ConversationStatus.Snoozed => ConversationEventKind.Snoozed,
            ConversationStatus.Spam => ConversationEventKind.Binned,
            _ => ConversationEventKind.Resolved,
        });
    }

    private void Add(Conversation row, Guid label, List<ConversationLabel> marks)
    {
        if (marks.Exists(mark => mark.ConversationId == row.Id && mark.LabelId == label))
            return;
        db.ConversationLabels.Add(new ConversationLabel
        {
            WorkspaceId = workspace,
            ConversationId = row.Id,
            LabelId = label,
            LabelledAt = _now,
        });
        Note(row, ConversationEventKind.Labelled, label);
    }

    private void Note(Conversation row, ConversationEventKind kind, Guid? subject = null, string? detail = null)
    {
        var happened = new ConversationEvent
        {
            WorkspaceId = workspace,
            Id = store.Ids.Next(),
            ConversationId = row.Id,
            At = _now,
            Actor = actor,
            Kind = kind,
            SubjectId = subject,
            Detail = detail,
        };
        db.ConversationEvents.Add(happened);
        Happened.Add((row, happened));
    }
}
