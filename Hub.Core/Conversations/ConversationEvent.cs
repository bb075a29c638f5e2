using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>What was done with a conversation, for its timeline.</summary>
public sealed class ConversationEvent : WorkspaceRow
{
    /// <summary><see cref="Actor"/> of what the hub does by itself.</summary>
    public const string ByItself = "hub";

    /// <summary><see cref="Actor"/> of what the contact caused.</summary>
    public const string ByContact = "contact";

    /// <summary><see cref="Actor"/> of what one of the workspace's rules does.</summary>
    public static string ByRule(Guid rule) => $"rule:{rule:N}";

    public Guid ConversationId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>As <see cref="Teams.Caller.Actor"/> writes it, <see cref="ByItself"/> or <see cref="ByContact"/>.</summary>
    public required string Actor { get; set; }

    public ConversationEventKind Kind { get; set; }

    /// <summary>The member, team or label that it is about.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>With priority its name, with snoozed the time.</summary>
    public string? Detail { get; set; }
}

public enum ConversationEventKind
{
    Assigned,
    Unassigned,
    TeamChanged,
    Opened,
    Pending,
    Snoozed,
    Resolved,

    /// <summary>By the contact, who wrote again.</summary>
    Reopened,

    /// <summary>The time of snoozing is over.</summary>
    Woken,

    PriorityChanged,
    Labelled,
    Unlabelled,

    /// <summary>Put into the bin.</summary>
    Binned,

    /// <summary>There were too many automatic answers, a program and rules set off one another, or somebody wanted it.</summary>
    AutomationStopped,
    AutomationResumed,

    /// <summary>Rules set off one another and were stopped; the actor is the rule that did not act any more.</summary>
    RulesCut,

    /// <summary>
    /// Messages may be missing: some of the time up to <see cref="ConversationEvent.At"/> were never posted here, and the platform shows
    /// them no more. The detail is the time from which on.
    /// </summary>
    Gap,
}

internal sealed class ConversationEventConfiguration : IEntityTypeConfiguration<ConversationEvent>
{
    public void Configure(EntityTypeBuilder<ConversationEvent> happened) =>
        happened.HasIndex(row => new { row.WorkspaceId, row.ConversationId, row.At, row.Id }).IsDescending(false, false, true, true);
}
